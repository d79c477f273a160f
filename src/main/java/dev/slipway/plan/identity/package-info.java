/**
 * Who people are and what each role may do. {@link dev.slipway.plan.identity.Roles} is the one
 * place to change.
 */
@NullMarked
package dev.slipway.plan.identity;

import org.jspecify.annotations.NullMarked;
