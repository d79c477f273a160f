/**
 * Internal: evidence for auditors: controls, the checks that assess them, the raw data, and a hash
 * chain over all files. Raw data is read by {@code collect}; results are computed from it without
 * reading a clock or a cloud, so equal inputs give equal bytes. To add a control, add an entry to
 * {@code OperatorControls} or {@code Iso27001Controls}.
 */
@NullMarked
package dev.slipway.evidence;

import org.jspecify.annotations.NullMarked;
