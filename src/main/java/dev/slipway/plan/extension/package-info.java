/**
 * Public API: what a program of its own may add to the plan of a fleet: connections, checks of
 * stack files, patches of machine configs, and roles. May use: {@code value}, {@code config},
 * {@code plan.model}.
 */
@NullMarked
package dev.slipway.plan.extension;

import org.jspecify.annotations.NullMarked;
