package dev.slipway.plan.model;

import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.NtpServer;
import java.util.List;
import java.util.Optional;

/**
 * The network of one cluster.
 *
 * @param name name in Neutron: the stack's name, or the name of an existing shared network
 * @param cidr addresses of the servers: the whole subnet, or a part of a shared subnet
 * @param router router of the project's network; empty if the network is shared
 * @param allocationPool addresses that Neutron may assign; empty: Neutron's default
 * @param dnsServers resolvers of the servers; empty: {@link #serverResolvers}
 * @param httpsPrefixes addresses of the servers that are used by HTTPS; empty: every address
 */
public record NetworkPlan(
    String name,
    IpPrefix cidr,
    Optional<RouterPlan> router,
    Optional<IpPrefix> allocationPool,
    IpPrefix podCidr,
    IpPrefix serviceCidr,
    List<IpAddress> dnsServers,
    List<NtpServer> ntpServers,
    List<IpPrefix> httpsPrefixes) {
  /** Source: {@code DefaultPrimaryResolver} and {@code DefaultSecondaryResolver} of Talos. */
  private static final List<IpAddress> TALOS_RESOLVERS =
      List.of(IpAddress.parse("1.1.1.1"), IpAddress.parse("8.8.8.8"));

  private static final List<Integer> IPV4 = List.of(4);
  private static final List<Integer> BOTH = List.of(4, 6);

  /** Copies the lists. */
  public NetworkPlan {
    dnsServers = List.copyOf(dnsServers);
    ntpServers = List.copyOf(ntpServers);
    httpsPrefixes = List.copyOf(httpsPrefixes);
  }

  /**
   * Returns the resolvers that servers of a project network receive. Without DHCP nothing else
   * gives a load balancer a resolver, and it has to install HAProxy. The default is that of Talos.
   */
  public List<IpAddress> serverResolvers() {
    return dnsServers.isEmpty() ? TALOS_RESOLVERS : dnsServers;
  }

  /** Whether servers of other projects are in the same network. */
  public boolean isShared() {
    return router.isEmpty();
  }

  /** Returns the addresses of the time servers; none if one of them has a name. */
  public List<IpPrefix> timeServers() {
    return ntpServers.stream().allMatch(NtpServer::isAddress)
        ? ntpServers.stream()
            .flatMap(server -> server.address().stream())
            .map(IpAddress::toPrefix)
            .toList()
        : List.of();
  }

  /**
   * Returns the IP versions of the servers. Only these have rules. A shared network assigns a
   * public IPv6 address to every port, whether it is requested or not.
   */
  public List<Integer> ipVersions() {
    return isShared() ? BOTH : IPV4;
  }
}
