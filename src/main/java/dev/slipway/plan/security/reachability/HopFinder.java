package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.reachability.Hop.MatchedRule;
import dev.slipway.plan.security.reachability.Rule.Remote;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.PrefixTrie;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds hops: traffic that egress rules of one host and ingress rules of another both allow. */
final class HopFinder {
  private final NetworkModel model;
  private final Map<String, Group> groups = new HashMap<>();
  private final Map<String, List<IpPrefix>> members = new HashMap<>();

  HopFinder(NetworkModel model) {
    this.model = model;
    model.groups().forEach(group -> groups.put(group.name(), group));
    for (Host host : model.hosts()) {
      for (String group : host.groups()) {
        members.computeIfAbsent(group, name -> new ArrayList<>()).addAll(host.addresses());
      }
    }
  }

  /**
   * Returns the hops between all hosts. Only hosts of the same network, and hosts whose source
   * addresses a rule allows, are compared, so the time grows with the hops and not with the pairs.
   */
  List<Hop> all() {
    PrefixTrie<Host> bySource = new PrefixTrie<>();
    Map<String, List<Host>> byNetwork = new HashMap<>();
    for (Host host : model.hosts()) {
      host.sources().forEach(source -> bySource.add(source, host));
      byNetwork.computeIfAbsent(host.network(), network -> new ArrayList<>()).add(host);
    }
    return model.hosts().stream()
        .flatMap(to -> hopsTo(to, byNetwork.getOrDefault(to.network(), List.of()), bySource))
        .toList();
  }

  private Stream<Hop> hopsTo(Host to, List<Host> neighbors, PrefixTrie<Host> bySource) {
    Set<Host> candidates = new LinkedHashSet<>(neighbors);
    if (!to.targets().isEmpty()) {
      matchedRules(to, Direction.INGRESS)
          .flatMap(matched -> addresses(matched.rule().remote()).stream())
          .distinct()
          .flatMap(bySource::overlapping)
          .forEach(candidates::add);
    }
    return candidates.stream().flatMap(from -> between(from, to).stream());
  }

  /** Returns the hop from one host to another, if any traffic passes. */
  Optional<Hop> between(Host from, Host to) {
    List<MatchedRule> egressRules = rulesFor(from, Direction.EGRESS, to, to.addressesFor(from));
    List<MatchedRule> ingressRules =
        egressRules.isEmpty()
            ? List.of()
            : rulesFor(to, Direction.INGRESS, from, from.sourceAddressesFor(to));
    TrafficSet traffic = TrafficSet.NONE;
    MatchedRule egress = null;
    MatchedRule ingress = null;
    for (MatchedRule out : egressRules) {
      for (MatchedRule in : ingressRules) {
        TrafficSet both = common(out.rule(), in.rule());
        if (!both.isEmpty() && egress == null) {
          egress = out;
          ingress = in;
        }
        traffic = traffic.union(both);
      }
    }
    return hop(from, to, traffic, egress, ingress);
  }

  private static Optional<Hop> hop(
      Host from,
      Host to,
      TrafficSet traffic,
      @Nullable MatchedRule egress,
      @Nullable MatchedRule ingress) {
    return egress == null || ingress == null
        ? Optional.empty()
        : Optional.of(new Hop(from, to, traffic, egress, ingress));
  }

  private static TrafficSet common(Rule out, Rule in) {
    return out.ipVersion() == in.ipVersion()
        ? out.traffic().intersect(in.traffic())
        : TrafficSet.NONE;
  }

  /** Returns the rules of the groups of a host for one direction. */
  Stream<MatchedRule> matchedRules(Host host, Direction direction) {
    return host.groups().stream()
        .map(groups::get)
        .flatMap(group -> matchedRules(group))
        .filter(matched -> matched.rule().direction() == direction);
  }

  private static Stream<MatchedRule> matchedRules(Group group) {
    return group.rules().stream().map(rule -> new MatchedRule(group.name(), rule));
  }

  /** Returns the addresses that a remote side of a rule matches. */
  List<IpPrefix> addresses(Remote remote) {
    return remote instanceof Remote.Prefix prefix
        ? List.of(prefix.prefix())
        : members.getOrDefault(remote.toString(), List.of());
  }

  private List<MatchedRule> rulesFor(
      Host host, Direction direction, Host other, List<IpPrefix> addresses) {
    return matchedRules(host, direction)
        .filter(matched -> isFor(matched.rule(), host, other, addresses))
        .toList();
  }

  /** Within a network, a remote-group rule matches a member port whatever its address. */
  private boolean isFor(Rule rule, Host host, Host other, List<IpPrefix> addresses) {
    boolean member =
        host.sharesNetworkWith(other) && other.groups().contains(rule.remote().toString());
    return member
        || addresses(rule.remote()).stream()
            .filter(prefix -> prefix.version() == rule.ipVersion())
            .anyMatch(prefix -> addresses.stream().anyMatch(prefix::overlaps));
  }
}
