/** The report, for people and for machines. */
@NullMarked
package dev.slipway.evidence.page;

import org.jspecify.annotations.NullMarked;
