/** The catalogue of controls, and the checks that show them. */
@NullMarked
package dev.slipway.evidence.control;

import org.jspecify.annotations.NullMarked;
