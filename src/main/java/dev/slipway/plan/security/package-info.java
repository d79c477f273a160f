/**
 * Public API: the security groups of a fleet, compiled from declared connections. A new connection
 * is one line in {@link dev.slipway.plan.security.AllowedConnections}. May use: {@code value},
 * {@code plan.model}.
 */
@NullMarked
package dev.slipway.plan.security;

import org.jspecify.annotations.NullMarked;
