/**
 * Internal: compares a stack's project in Neutron and Nova, and its running cluster, with its plan.
 * Only reads. A new kind of difference is one constant of {@link dev.slipway.drift.DriftKind} and
 * one check. May use: {@code cloud}, {@code guard}, {@code plan}, {@code value}.
 */
@NullMarked
package dev.slipway.drift;

import org.jspecify.annotations.NullMarked;
