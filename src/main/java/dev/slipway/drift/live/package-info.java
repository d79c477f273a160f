/** Neutron's objects as its REST API tells of them, typed. */
@NullMarked
package dev.slipway.drift.live;

import org.jspecify.annotations.NullMarked;
