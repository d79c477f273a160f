/**
 * Who may reach whom. {@link dev.slipway.plan.security.AllowedConnections} is the one place to
 * change.
 */
@NullMarked
package dev.slipway.plan.security;

import org.jspecify.annotations.NullMarked;
