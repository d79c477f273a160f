/**
 * What an auditor gets: for each control what was checked, how, against what, and the raw data,
 * sealed by a chain of digests. Assembles only: the clock, the cloud and the disk are the command
 * line's. A new control is one constant of {@link dev.slipway.evidence.control.Controls}. May use:
 * {@code plan}, {@code value}, {@code document}, {@code diagram}.
 */
@NullMarked
package dev.slipway.evidence;

import org.jspecify.annotations.NullMarked;
