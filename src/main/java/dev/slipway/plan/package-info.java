/**
 * Ring 2: what shall exist, decided whole before anything is made. Pure: no I/O, no clock, no
 * randomness. May use: {@code value}, {@code config}.
 */
@NullMarked
package dev.slipway.plan;

import org.jspecify.annotations.NullMarked;
