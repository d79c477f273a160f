/**
 * Whether the cloud has what a plan takes for granted; reads only. May use: {@code cloud}, {@code
 * plan}, {@code value}. A new question: one method in {@link dev.slipway.preflight.Preflight}.
 */
@NullMarked
package dev.slipway.preflight;

import org.jspecify.annotations.NullMarked;
