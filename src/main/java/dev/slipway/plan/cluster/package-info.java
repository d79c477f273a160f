/** Machines: their roles, their machine configs and the HAProxy before the API servers. */
@NullMarked
package dev.slipway.plan.cluster;

import org.jspecify.annotations.NullMarked;
