/**
 * Internal: read-only checks that a cloud has what a plan requires. May use: {@code cloud}, {@code
 * plan}, {@code value}. A new check is one method in {@link dev.slipway.preflight.Preflight}.
 */
@NullMarked
package dev.slipway.preflight;

import org.jspecify.annotations.NullMarked;
