package dev.slipway.plan.cluster;

import dev.slipway.value.IpAddress;

/**
 * One server.
 *
 * @param name unique in the fleet, for example {@code staging-osl2-control-plane-1}
 * @param pool for labels: {@code control-plane}, {@code load-balancer} or the worker pool's name
 * @param flavor by name
 * @param image by name
 */
public record NodePlan(
    String name, NodeRole role, String pool, IpAddress address, String flavor, String image) {}
