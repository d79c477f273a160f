/**
 * The map. {@code value} holds the words that all share; {@code config} what an operator writes;
 * {@code plan} what shall exist; {@code components} how Pulumi makes it; {@code report} the plan as
 * people read it; {@code picture} who may reach whom; {@code evidence} what an auditor gets; {@code
 * cli} the command line; {@code document} the one writer of documents.
 *
 * <p>To change a connection open {@code plan.security.AllowedConnections}; a port, {@code
 * value.Traffic}; a role, {@code plan.identity.Roles}; a machine config, {@code
 * plan.cluster.NodeSettings}; a resource's name, {@code components.Aliases}; a rule of the fleet,
 * {@code config.FleetRules}; a key of the stack files, the record in {@code config} that bears its
 * group's name; a control, {@code evidence.control.Controls}.
 */
@NullMarked
package dev.slipway;

import org.jspecify.annotations.NullMarked;
