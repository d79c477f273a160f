/**
 * Who may reach whom, drawn: what stands where is Eclipse Layout Kernel's to say. May use: {@code
 * plan}, {@code value}.
 */
@NullMarked
package dev.slipway.diagram;

import org.jspecify.annotations.NullMarked;
