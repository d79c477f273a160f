/**
 * Internal: draws the allowed connections of a fleet. Eclipse Layout Kernel computes the layout.
 * May use: {@code plan}, {@code value}.
 */
@NullMarked
package dev.slipway.diagram;

import org.jspecify.annotations.NullMarked;
