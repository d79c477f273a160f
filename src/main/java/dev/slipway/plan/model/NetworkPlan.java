package dev.slipway.plan.model;

import dev.slipway.value.DnsName;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.util.List;
import java.util.Optional;

/**
 * The network of one cluster.
 *
 * @param name in Neutron: the stack's, or that of a network that is there already
 * @param cidr of the servers: the whole subnet, or a slice of a shared one
 * @param router of a network of our own; none: the network is shared
 * @param allocationPool what Neutron may choose from by itself; none: from what is free
 * @param podCidr of pods
 * @param serviceCidr of Services
 * @param dnsServers that servers may ask for names; none: any
 */
public record NetworkPlan(
    String name,
    IpPrefix cidr,
    Optional<RouterPlan> router,
    Optional<IpPrefix> allocationPool,
    IpPrefix podCidr,
    IpPrefix serviceCidr,
    List<IpAddress> dnsServers,
    List<DnsName> ntpServers) {
  private static final List<Integer> IPV4 = List.of(4);
  private static final List<Integer> BOTH = List.of(4, 6);

  /** Copies the lists. */
  public NetworkPlan {
    dnsServers = List.copyOf(dnsServers);
    ntpServers = List.copyOf(ntpServers);
  }

  /** Whether it is the cloud's, and other projects' servers stand in it. */
  public boolean isShared() {
    return router.isEmpty();
  }

  /**
   * The IP versions that servers speak; rules of another open what nobody uses. A shared network
   * gives each port a public IPv6 address, asked for or not.
   */
  public List<Integer> ipVersions() {
    return isShared() ? BOTH : IPV4;
  }
}
