/**
 * Internal: addresses that Neutron chooses, reserved before an update; docs/adr/0043. May use:
 * {@code cloud}, {@code config}, {@code plan.model}, {@code value}.
 */
@NullMarked
package dev.slipway.reservation;

import org.jspecify.annotations.NullMarked;
