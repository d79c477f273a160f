/** The input of evidence: plan, live stacks, test packets and what the proof answers. */
@NullMarked
package dev.slipway.evidence.model;

import org.jspecify.annotations.NullMarked;
