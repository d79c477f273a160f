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

/** Who reaches whom in one step: what one side lets out and the other lets in. */
final class HopFinder {
  private final NetworkModel model;
  private final Map<String, Group> groups = new HashMap<>();
  private final Map<String, List<IpPrefix>> members = new HashMap<>();

  HopFinder(NetworkModel model) {
    this.model = model;
    model.groups().forEach(group -> groups.put(group.name(), group));
    for (Host machine : model.hosts()) {
      for (String group : machine.groups()) {
        members.computeIfAbsent(group, name -> new ArrayList<>()).addAll(machine.addresses());
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
        .flatMap(to -> into(to, byNetwork.getOrDefault(to.network(), List.of()), bySource))
        .toList();
  }

  private Stream<Hop> into(Host to, List<Host> neighbors, PrefixTrie<Host> bySource) {
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
    List<MatchedRule> leaving = open(from, Direction.EGRESS, to, to.addressesFor(from));
    List<MatchedRule> entering =
        leaving.isEmpty()
            ? List.of()
            : open(to, Direction.INGRESS, from, from.sourceAddressesFor(to));
    TrafficSet traffic = TrafficSet.NONE;
    MatchedRule leaves = null;
    MatchedRule enters = null;
    for (MatchedRule out : leaving) {
      for (MatchedRule in : entering) {
        TrafficSet both = common(out.rule(), in.rule());
        if (!both.isEmpty() && leaves == null) {
          leaves = out;
          enters = in;
        }
        traffic = traffic.union(both);
      }
    }
    return hop(from, to, traffic, leaves, enters);
  }

  private static Optional<Hop> hop(
      Host from,
      Host to,
      TrafficSet traffic,
      @Nullable MatchedRule leaves,
      @Nullable MatchedRule enters) {
    return leaves == null || enters == null
        ? Optional.empty()
        : Optional.of(new Hop(from, to, traffic, leaves, enters));
  }

  private static TrafficSet common(Rule out, Rule in) {
    return out.ipVersion() == in.ipVersion()
        ? out.traffic().intersect(in.traffic())
        : TrafficSet.NONE;
  }

  /** The machine's rules for a direction, with the groups that have them. */
  Stream<MatchedRule> matchedRules(Host machine, Direction direction) {
    return machine.groups().stream()
        .map(groups::get)
        .flatMap(group -> matchedRules(group))
        .filter(gate -> gate.rule().direction() == direction);
  }

  private static Stream<MatchedRule> matchedRules(Group group) {
    return group.rules().stream().map(rule -> new MatchedRule(group.name(), rule));
  }

  /** What a rule's other side stands for. */
  List<IpPrefix> addresses(Remote remote) {
    return remote instanceof Remote.Prefix prefix
        ? List.of(prefix.prefix())
        : members.getOrDefault(remote.toString(), List.of());
  }

  private List<MatchedRule> open(
      Host machine, Direction direction, Host other, List<IpPrefix> seen) {
    return matchedRules(machine, direction)
        .filter(gate -> isFor(gate.rule(), machine, other, seen))
        .toList();
  }

  /** In its own network a member of a group is one by whatever address it has. */
  private boolean isFor(Rule rule, Host machine, Host other, List<IpPrefix> seen) {
    boolean member =
        machine.sharesNetworkWith(other) && other.groups().contains(rule.remote().toString());
    return member
        || addresses(rule.remote()).stream()
            .filter(prefix -> prefix.version() == rule.ipVersion())
            .anyMatch(prefix -> seen.stream().anyMatch(prefix::overlaps));
  }
}
