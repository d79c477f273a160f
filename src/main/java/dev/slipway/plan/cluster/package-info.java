/**
 * Internal: files that servers of a cluster boot with: machine configs of the nodes, HAProxy and
 * keepalived of the load balancers. May use: {@code value}, {@code document}, {@code plan.model},
 * {@code plan.security}, {@code plan.identity}.
 */
@NullMarked
package dev.slipway.plan.cluster;

import org.jspecify.annotations.NullMarked;
