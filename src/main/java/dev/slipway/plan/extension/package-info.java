/**
 * Public API: what a program of its own may add to the plan of a fleet, connections, checks of
 * stack files and patches of machine configs. May use: {@code value}, {@code config}, {@code
 * plan.model}.
 */
@NullMarked
package dev.slipway.plan.extension;

import org.jspecify.annotations.NullMarked;
