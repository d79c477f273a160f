/**
 * Public API: the entry point, {@link dev.slipway.SlipwayProgram}. Packages: {@code value} has the
 * types that all others share; {@code config} reads the stack files; {@code plan} decides what is
 * to exist; {@code components} creates it with Pulumi; {@code drift}, {@code preflight} and {@code
 * recovery} compare a plan with what {@code cloud} reports; {@code report} and {@code diagram} show
 * a plan; {@code evidence} makes the folder for an auditor; {@code onboarding} makes the stack file
 * of a new datacenter; {@code lifecycle} assesses versions; {@code document} writes JSON and
 * Markdown; {@code http} is the HTTP client; {@code cli} is the command line; {@code build} has
 * tools of the build.
 *
 * <p>To change a connection, open {@code plan.security.AllowedConnections}; a port, {@code
 * value.Traffic}; a role, {@code plan.identity.Roles}; a machine config, {@code
 * plan.cluster.NodeSettings}; the name of a resource, {@code components.ResourceAliases}; a rule of
 * the fleet, {@code config.FleetRules}; a key of the stack files, the record in {@code config} with
 * the name of its group; a control, {@code evidence.control.Controls}.
 */
@NullMarked
package dev.slipway;

import org.jspecify.annotations.NullMarked;
