/**
 * Public API: authentication of users and the permissions of each role. A new role is one entry in
 * {@link dev.slipway.plan.identity.Roles}. May use: {@code value}, {@code plan.model}.
 */
@NullMarked
package dev.slipway.plan.identity;

import org.jspecify.annotations.NullMarked;
