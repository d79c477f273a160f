package dev.slipway.plan.network;

import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;

/**
 * Network, subnet and router of one cluster.
 *
 * @param gateway the router's address in {@code prefix}
 * @param externalNetwork by name
 * @param egressAddress the router's address on the external network: what others see of us
 */
public record NetworkPlan(
    IpPrefix prefix, IpAddress gateway, String externalNetwork, IpAddress egressAddress) {}
