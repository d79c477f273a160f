/**
 * Public API: exact reachability. {@link dev.slipway.plan.security.reachability.NetworkModel} has
 * the hosts and groups of a plan, or of what a cloud reports; {@link
 * dev.slipway.plan.security.reachability.Reachability} answers questions about it with exact sets
 * of packets. May use: {@code value}, {@code plan.model} and {@code plan.security}.
 */
@NullMarked
package dev.slipway.plan.security.reachability;

import org.jspecify.annotations.NullMarked;
