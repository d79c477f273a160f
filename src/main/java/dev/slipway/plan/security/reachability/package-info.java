/**
 * What rules mean: exact sets of packets, never samples. {@link
 * dev.slipway.plan.security.reachability.Segmentation} is the model, of a plan or of what a cloud
 * holds; {@link dev.slipway.plan.security.reachability.Reachability} answers questions about it.
 * May use: {@code value}, {@code plan.security} and, for planned fleets, {@code plan}.
 */
@NullMarked
package dev.slipway.plan.security.reachability;

import org.jspecify.annotations.NullMarked;
