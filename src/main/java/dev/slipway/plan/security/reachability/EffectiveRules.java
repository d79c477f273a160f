package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.reachability.Rule.Remote;
import dev.slipway.plan.security.reachability.TrafficByAddress.Allowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The traffic that a group's rules allow, independent of how the rules are named and split: two
 * lists of rules allow the same traffic if, and only if, they are equivalent here. A remote group
 * stays a name, because its members change.
 */
public final class EffectiveRules {
  private final Map<DirectionAndVersion, TrafficByAddress> addresses = new TreeMap<>();
  private final Map<DirectionAndVersion, Map<String, TrafficSet>> groups = new TreeMap<>();

  private record DirectionAndVersion(Direction direction, int ipVersion)
      implements Comparable<DirectionAndVersion> {
    @Override
    public int compareTo(DirectionAndVersion other) {
      int byDirection = direction.compareTo(other.direction);
      return byDirection != 0 ? byDirection : Integer.compare(ipVersion, other.ipVersion);
    }

    @Override
    public String toString() {
      return "%s IPv%d %s "
          .formatted(
              direction.name().toLowerCase(Locale.ROOT),
              ipVersion,
              direction == Direction.INGRESS ? "from" : "to");
    }
  }

  private EffectiveRules() {}

  /** Returns the traffic that the rules allow together. */
  public static EffectiveRules of(List<Rule> rules) {
    EffectiveRules effective = new EffectiveRules();
    rules.stream()
        .collect(
            Collectors.groupingBy(
                rule -> new DirectionAndVersion(rule.direction(), rule.ipVersion())))
        .forEach(effective::add);
    return effective;
  }

  private void add(DirectionAndVersion key, List<Rule> rules) {
    List<Allowed> prefixes = new ArrayList<>();
    Map<String, TrafficSet> byGroup = new TreeMap<>();
    for (Rule rule : rules) {
      if (rule.remote() instanceof Remote.Prefix remote) {
        prefixes.add(new Allowed(remote.prefix(), rule.traffic()));
      } else {
        byGroup.merge(rule.remote().toString(), rule.traffic(), TrafficSet::union);
      }
    }
    addresses.put(key, TrafficByAddress.of(prefixes));
    groups.put(key, byGroup);
  }

  /**
   * Returns the traffic that these rules allow and the others do not: one line each, for example
   * {@code ingress IPv4 from 198.51.100.0/28: tcp 22}.
   */
  public List<String> minus(EffectiveRules other) {
    List<String> lines = new ArrayList<>();
    addresses.forEach(
        (key, own) -> {
          TrafficByAddress others = other.addresses.getOrDefault(key, TrafficByAddress.NONE);
          for (Allowed entry : own.minus(others).entries()) {
            lines.add(key + entry.prefix().toString() + ": " + entry.traffic());
          }
        });
    groups.forEach(
        (key, byGroup) ->
            byGroup.forEach((group, traffic) -> lines.addAll(other.missing(key, group, traffic))));
    return lines;
  }

  private List<String> missing(DirectionAndVersion key, String group, TrafficSet traffic) {
    TrafficSet toGroup = groups.getOrDefault(key, Map.of()).getOrDefault(group, TrafficSet.NONE);
    // A member can have any address, so traffic that all addresses may use is allowed.
    TrafficSet everywhere =
        addresses.getOrDefault(key, TrafficByAddress.NONE).everywhere(key.ipVersion());
    TrafficSet missing = traffic.minus(toGroup).minus(everywhere);
    return missing.isEmpty() ? List.of() : List.of(key + group + ": " + missing);
  }

  /** Whether both allow exactly the same traffic. */
  public boolean isEquivalentTo(EffectiveRules other) {
    return minus(other).isEmpty() && other.minus(this).isEmpty();
  }
}
