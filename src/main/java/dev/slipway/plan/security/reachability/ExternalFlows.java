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

/** Traffic with addresses that are not the fleet's: jump hosts, resolvers, the Internet. */
final class ExternalFlows {
  private final HopFinder hops;
  private final PrefixTrie<Host> fleet = new PrefixTrie<>();
  private final PrefixTrie<Host> inside = new PrefixTrie<>();

  ExternalFlows(NetworkModel segmentation, HopFinder hops) {
    this.hops = hops;
    for (Host machine : segmentation.hosts()) {
      known(machine).forEach(address -> fleet.add(address, machine));
      machine.addresses().stream()
          .filter(address -> address.first().equals(address.last()))
          .forEach(address -> inside.add(address, machine));
    }
  }

  /** A whole IP version is no address that somebody has. */
  static Stream<IpPrefix> known(Host machine) {
    return Stream.concat(machine.sources().stream(), machine.targets().stream())
        .filter(address -> address.length() > 0);
  }

  /** What a direction's rules for prefixes let pass; into a machine only if it can be reached. */
  List<Allowed> allowed(Host machine, Direction direction) {
    return hops.matchedRules(machine, direction)
        .map(Hop.MatchedRule::rule)
        .filter(rule -> rule.remote() instanceof Remote.Prefix)
        .map(rule -> new Allowed(((Remote.Prefix) rule.remote()).prefix(), rule.traffic()))
        .filter(one -> direction == Direction.EGRESS || hasTarget(machine, one.prefix().version()))
        .toList();
  }

  private static boolean hasTarget(Host machine, int ipVersion) {
    return machine.targets().stream().anyMatch(target -> target.version() == ipVersion);
  }

  /** A flow for each prefix that is not wholly the fleet's. */
  List<Flow> flows(Host machine, Direction direction) {
    Map<String, TrafficSet> byPrefix = new TreeMap<>();
    allowed(machine, direction).stream()
        .filter(one -> !belongsToFleet(machine, one.prefix()))
        .forEach(one -> byPrefix.merge(one.prefix().toString(), one.traffic(), TrafficSet::union));
    return byPrefix.entrySet().stream()
        .map(entry -> flow(machine, direction, entry.getKey(), entry.getValue()))
        .toList();
  }

  /** In its own network by single addresses only: whose a wide address pair is, nobody knows. */
  private boolean belongsToFleet(Host machine, IpPrefix prefix) {
    return fleet.containing(prefix).findAny().isPresent()
        || inside.containing(prefix).anyMatch(machine::sharesNetworkWith);
  }

  static Flow flow(Host machine, Direction direction, String prefix, TrafficSet traffic) {
    return direction == Direction.INGRESS
        ? new Flow(prefix, machine.name(), traffic)
        : new Flow(machine.name(), prefix, traffic);
  }
}
