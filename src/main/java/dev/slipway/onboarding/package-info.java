/**
 * Internal. Writes the stack file of a new datacenter from the file of a sibling, a Management
 * Cluster of the same environment. May use: {@code config}, {@code value}.
 */
@NullMarked
package dev.slipway.onboarding;

import org.jspecify.annotations.NullMarked;
