package dev.slipway.plan.security.reachability;

import dev.slipway.value.Environment;
import dev.slipway.value.IpPrefix;
import java.util.List;
import java.util.Optional;

/**
 * A server, or several that differ only in their addresses. Hosts of one network use {@code
 * addresses}; hosts of different networks use {@code sources} and {@code targets}.
 *
 * @param name unique in the network model
 * @param environment empty if unknown; such a host can be part of a cross-environment path
 * @param network network of its port, unique in the network model
 * @param addresses fixed IPs and allowed address pairs of its port; a rule with a remote group
 *     matches these
 * @param groups names of its security groups. Without one, all traffic is dropped. A port without
 *     port security is in a group that allows everything
 * @param sources source addresses of its packets in other networks; a whole IP version if unknown
 * @param targets addresses at which other networks reach it; empty if they cannot
 */
public record Host(
    String name,
    Optional<Environment> environment,
    String network,
    List<IpPrefix> addresses,
    List<String> groups,
    List<IpPrefix> sources,
    List<IpPrefix> targets) {

  /** Copies the lists. */
  public Host {
    addresses = List.copyOf(addresses);
    groups = List.copyOf(groups);
    sources = List.copyOf(sources);
    targets = List.copyOf(targets);
  }

  /** Returns the source addresses of its packets to {@code other}. */
  List<IpPrefix> sourceAddressesFor(Host other) {
    return sharesNetworkWith(other) ? addresses : sources;
  }

  /** Returns the addresses at which {@code other} reaches it. */
  List<IpPrefix> addressesFor(Host other) {
    return sharesNetworkWith(other) ? addresses : targets;
  }

  /** Whether both hosts are in the same network. */
  public boolean sharesNetworkWith(Host other) {
    return network.equals(other.network);
  }
}
