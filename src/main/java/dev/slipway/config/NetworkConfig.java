package dev.slipway.config;

import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Label;

/**
 * The cluster's network.
 *
 * @param kind {@code tenant}: network, subnet and router of our own
 * @param prefix of the servers; IPv4
 * @param externalNetwork the router's gateway; floating IPs come from it
 * @param egressAddress the router's address there: what other clusters see of our servers
 */
public record NetworkConfig(
    NetworkKind kind, IpPrefix prefix, Label externalNetwork, IpAddress egressAddress) {}
