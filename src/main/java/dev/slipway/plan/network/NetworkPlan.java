package dev.slipway.plan.network;

import dev.slipway.value.DnsName;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.util.List;

/**
 * Network, subnet and router of one cluster.
 *
 * @param gateway the router's address in {@code prefix}
 * @param externalNetwork by name
 * @param egressAddress the router's address on the external network: what others see of us
 * @param pods of pods
 * @param services of Services
 * @param resolvers that servers may ask for names; none: any
 */
public record NetworkPlan(
    IpPrefix prefix,
    IpAddress gateway,
    String externalNetwork,
    IpAddress egressAddress,
    IpPrefix pods,
    IpPrefix services,
    List<IpAddress> resolvers,
    List<DnsName> timeServers) {

  /** Copies the lists. */
  public NetworkPlan {
    resolvers = List.copyOf(resolvers);
    timeServers = List.copyOf(timeServers);
  }

  /** The IP versions that servers speak; rules of another open what nobody uses. */
  public List<Integer> ipVersions() {
    return List.of(prefix.version());
  }
}
