package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.reachability.Rule.Remote;
import dev.slipway.plan.security.reachability.TrafficByAddress.Allowed;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.PrefixTrie;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Traffic with addresses outside the fleet: jump hosts, DNS resolvers, the Internet. */
final class ExternalFlows {
  private final HopFinder hops;
  private final PrefixTrie<Host> byExternalAddress = new PrefixTrie<>();
  private final PrefixTrie<Host> byOwnAddress = new PrefixTrie<>();

  ExternalFlows(NetworkModel model, HopFinder hops) {
    this.hops = hops;
    for (Host host : model.hosts()) {
      knownAddresses(host).forEach(address -> byExternalAddress.add(address, host));
      host.addresses().stream()
          .filter(address -> address.first().equals(address.last()))
          .forEach(address -> byOwnAddress.add(address, host));
    }
  }

  /**
   * Returns the addresses of a host in other networks. Ignores 0.0.0.0/0 and ::/0, which mean
   * "address unknown".
   */
  static Stream<IpPrefix> knownAddresses(Host host) {
    return Stream.concat(host.sources().stream(), host.targets().stream())
        .filter(address -> address.length() > 0);
  }

  /**
   * Returns the prefixes that rules of a direction allow. Ingress counts only for IP versions in
   * which other networks reach the host.
   */
  List<Allowed> allowed(Host host, Direction direction) {
    return hops.matchedRules(host, direction)
        .map(Hop.MatchedRule::rule)
        .filter(rule -> rule.remote() instanceof Remote.Prefix)
        .map(rule -> new Allowed(((Remote.Prefix) rule.remote()).prefix(), rule.traffic()))
        .filter(one -> direction == Direction.EGRESS || hasTarget(host, one.prefix().version()))
        .toList();
  }

  private static boolean hasTarget(Host host, int ipVersion) {
    return host.targets().stream().anyMatch(target -> target.version() == ipVersion);
  }

  /** Returns one flow for each prefix that is not entirely part of the fleet. */
  List<Flow> flows(Host host, Direction direction) {
    Map<String, TrafficSet> byPrefix = new TreeMap<>();
    allowed(host, direction).stream()
        .filter(one -> !belongsToFleet(host, one.prefix()))
        .forEach(one -> byPrefix.merge(one.prefix().toString(), one.traffic(), TrafficSet::union));
    return byPrefix.entrySet().stream()
        .map(entry -> flow(host, direction, entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * Whether a host of the fleet has all these addresses. Within a network only single addresses
   * count: a prefix in an allowed address pair does not show that the host uses all of it.
   */
  private boolean belongsToFleet(Host host, IpPrefix prefix) {
    return byExternalAddress.containing(prefix).findAny().isPresent()
        || byOwnAddress.containing(prefix).anyMatch(host::sharesNetworkWith);
  }

  static Flow flow(Host host, Direction direction, String prefix, TrafficSet traffic) {
    return direction == Direction.INGRESS
        ? new Flow(prefix, host.name(), traffic)
        : new Flow(host.name(), prefix, traffic);
  }
}
