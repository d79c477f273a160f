/** Internal: controls, and the checks that assess them. */
@NullMarked
package dev.slipway.evidence.control;

import org.jspecify.annotations.NullMarked;
