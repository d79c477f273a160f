/** Internal: a cluster: servers, Talos, load balancer and bootstrap. */
@NullMarked
package dev.slipway.components.cluster;

import org.jspecify.annotations.NullMarked;
