/**
 * Internal: what {@code pulumi preview} reports of one stack. May use: {@code document}, {@code
 * value}.
 */
@NullMarked
package dev.slipway.preview;

import org.jspecify.annotations.NullMarked;
