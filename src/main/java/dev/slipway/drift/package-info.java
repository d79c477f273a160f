/**
 * What Neutron really holds in a stack's project, beside what the plan says. Reads only, but for
 * {@link dev.slipway.drift.DefaultGroup}. A new kind of difference is one constant of {@link
 * dev.slipway.drift.Difference} and one check. May use: {@code cloud}, {@code plan}, {@code value}.
 */
@NullMarked
package dev.slipway.drift;

import org.jspecify.annotations.NullMarked;
