/** The plan as people read it. May use: {@code plan}, {@code value}. */
@NullMarked
package dev.slipway.report;

import org.jspecify.annotations.NullMarked;
