/**
 * Public API: plans what is to exist, completely, before anything is created. Pure: no I/O, no
 * clock, no randomness. {@link dev.slipway.plan.Planner} is the entry point. May use: {@code
 * value}, {@code config}, {@code document}.
 */
@NullMarked
package dev.slipway.plan;

import org.jspecify.annotations.NullMarked;
