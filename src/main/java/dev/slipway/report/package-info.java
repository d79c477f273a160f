/**
 * Internal: reports of the plan for people. May use: {@code plan}, {@code document}, {@code value}.
 */
@NullMarked
package dev.slipway.report;

import org.jspecify.annotations.NullMarked;
