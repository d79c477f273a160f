package dev.slipway.plan.security.reachability;

import dev.slipway.value.Environment;
import dev.slipway.value.IpPrefix;
import java.util.List;
import java.util.Optional;

/**
 * A server, or several that agree in all of this but their own addresses. Those of one network meet
 * by their own addresses; those of different networks by {@code sources} and {@code targets}.
 *
 * @param name unique in its segmentation, for people
 * @param environment none where nobody says whose the machine is: a way through it counts
 * @param network of its port, unique in the segmentation; two clouds' networks are two
 * @param addresses of its port: fixed IPs, and allowed address pairs. A group in a rule means these
 * @param groups names of its security groups. None: nothing passes. A port without port security is
 *     in a group that lets everything pass
 * @param sources what other networks see its packets come from; a whole IP version where that is
 *     unknown
 * @param targets by what other networks reach it; none where they cannot
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

  /** What {@code other} sees its packets come from. */
  List<IpPrefix> sourceAddressesFor(Host other) {
    return sharesNetworkWith(other) ? addresses : sources;
  }

  /** By what {@code other} reaches it. */
  List<IpPrefix> addressesFor(Host other) {
    return sharesNetworkWith(other) ? addresses : targets;
  }

  /** Whether both are in one network. */
  public boolean sharesNetworkWith(Host other) {
    return network.equals(other.network);
  }
}
