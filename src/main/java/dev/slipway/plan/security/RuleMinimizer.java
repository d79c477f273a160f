package dev.slipway.plan.security;

import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Protocol;
import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Minimizes rules without a change in the packets that they allow: merges adjacent ports and
 * adjacent prefixes, and removes rules that another rule covers. The result does not depend on the
 * order of the rules, and minimizing it again changes nothing.
 */
final class RuleMinimizer {
  private RuleMinimizer() {}

  /** Returns the rules sorted by key. Repeats the steps until none removes a rule. */
  static List<SecurityRule> minimize(Collection<SecurityRule> rules) {
    List<SecurityRule> before = List.copyOf(rules);
    List<SecurityRule> after = step(before);
    while (after.size() < before.size()) {
      before = after;
      after = step(before);
    }
    NavigableMap<String, SecurityRule> canonical = new TreeMap<>();
    after.forEach(rule -> canonical.put(rule.key(), rule));
    return List.copyOf(canonical.values());
  }

  private static List<SecurityRule> step(List<SecurityRule> rules) {
    return removeCovered(mergePrefixes(mergePorts(rules)));
  }

  /** Properties that rules must share so that their ports can be merged. */
  private record SameRemote(Direction direction, int ipVersion, Protocol protocol, Remote remote) {
    static SameRemote of(SecurityRule rule) {
      return new SameRemote(
          rule.direction(), rule.ipVersion(), rule.traffic().protocol(), rule.remote());
    }
  }

  private static List<SecurityRule> mergePorts(List<SecurityRule> rules) {
    return rules.stream().collect(Collectors.groupingBy(SameRemote::of)).values().stream()
        .flatMap(same -> ranges(same).stream())
        .toList();
  }

  private static List<SecurityRule> ranges(List<SecurityRule> rules) {
    List<SecurityRule> ranges = new ArrayList<>();
    for (SecurityRule next :
        rules.stream().sorted(Comparator.comparing(SecurityRule::traffic)).toList()) {
      int end = ranges.size() - 1;
      if (end >= 0 && touch(ranges.get(end).traffic(), next.traffic())) {
        int last = Math.max(ranges.get(end).traffic().last(), next.traffic().last());
        ranges.set(end, merge(next.remote(), last, List.of(ranges.get(end), next)));
      } else {
        ranges.add(next);
      }
    }
    return ranges;
  }

  /** Whether two ranges can become one. Neutron has ranges of ports, but not of ICMP types. */
  private static boolean touch(Traffic earlier, Traffic later) {
    int reach = earlier.protocol().hasPorts() ? 1 : 0;
    return later.first() <= earlier.last() + reach;
  }

  /** Properties that rules must share so that their prefixes can be merged. */
  private record SameTraffic(
      Direction direction, int ipVersion, Protocol protocol, int first, int last) {
    static SameTraffic of(SecurityRule rule) {
      Traffic traffic = rule.traffic();
      return new SameTraffic(
          rule.direction(), rule.ipVersion(), traffic.protocol(), traffic.first(), traffic.last());
    }
  }

  private static List<SecurityRule> mergePrefixes(List<SecurityRule> rules) {
    Predicate<SecurityRule> hasPrefix = rule -> rule.remote() instanceof Remote.Prefix;
    Map<SameTraffic, List<SecurityRule>> byTraffic =
        rules.stream().filter(hasPrefix).collect(Collectors.groupingBy(SameTraffic::of));
    return Stream.concat(
            rules.stream().filter(hasPrefix.negate()),
            byTraffic.values().stream().flatMap(RuleMinimizer::prefixes))
        .toList();
  }

  private static Stream<SecurityRule> prefixes(List<SecurityRule> rules) {
    if (rules.size() == 1) {
      return rules.stream(); // merging is slow
    }
    List<IpPrefix> merged =
        IpPrefix.merge(rules.stream().map(rule -> prefix(rule.remote())).toList());
    return merged.stream()
        .map(Remote.Prefix::new)
        .map(remote -> merge(remote, rules.get(0).traffic().last(), inside(remote, rules)));
  }

  private static IpPrefix prefix(Remote remote) {
    return ((Remote.Prefix) remote).prefix();
  }

  private static List<SecurityRule> inside(Remote remote, List<SecurityRule> rules) {
    return rules.stream().filter(rule -> remote.covers(rule.remote())).toList();
  }

  private static List<SecurityRule> removeCovered(List<SecurityRule> rules) {
    return rules.stream()
        .filter(
            rule -> rules.stream().noneMatch(other -> !other.equals(rule) && other.covers(rule)))
        .map(rule -> withOriginsOf(rule, rules.stream().filter(rule::covers).toList()))
        .toList();
  }

  private static SecurityRule withOriginsOf(SecurityRule rule, List<SecurityRule> covered) {
    return rule(rule, rule.traffic(), rule.remote(), covered);
  }

  /** Returns one rule for all, from the first port of the first rule to {@code last}. */
  private static SecurityRule merge(Remote remote, int last, List<SecurityRule> rules) {
    SecurityRule first = rules.get(0);
    Traffic traffic =
        new Traffic(labels(rules), first.traffic().protocol(), first.traffic().first(), last);
    return rule(first, traffic, remote, rules);
  }

  private static SecurityRule rule(
      SecurityRule like, Traffic traffic, Remote remote, List<SecurityRule> replaced) {
    return new SecurityRule(
        like.direction(),
        like.ipVersion(),
        traffic,
        remote,
        replaced.stream().flatMap(rule -> rule.externals().stream()).toList(),
        replaced.stream().flatMap(rule -> rule.reasons().stream()).toList());
  }

  private static String labels(List<SecurityRule> rules) {
    return rules.stream()
        .flatMap(rule -> Stream.of(rule.traffic().label().split(", ")))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
