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
 * What a group's rules let pass, whatever they are called and however they are cut: two lists of
 * rules mean the same if, and only if, their meanings are equal. A remote group stays a name, since
 * its members come and go.
 */
public final class EffectiveRules {
  private final Map<Way, TrafficByAddress> addresses = new TreeMap<>();
  private final Map<Way, Map<String, TrafficSet>> groups = new TreeMap<>();

  /** A direction in one IP version. */
  private record Way(Direction direction, int ipVersion) implements Comparable<Way> {
    @Override
    public int compareTo(Way other) {
      int byDirection = direction.compareTo(other.direction);
      return byDirection != 0 ? byDirection : Integer.compare(ipVersion, other.ipVersion);
    }

    @Override
    public String toString() {
      boolean in = direction == Direction.INGRESS;
      return direction.name().toLowerCase(Locale.ROOT)
          + " IPv"
          + ipVersion
          + (in ? " from " : " to ");
    }
  }

  private EffectiveRules() {}

  /** Of all rules together. */
  public static EffectiveRules of(List<Rule> rules) {
    EffectiveRules meaning = new EffectiveRules();
    rules.stream()
        .collect(Collectors.groupingBy(rule -> new Way(rule.direction(), rule.ipVersion())))
        .forEach(meaning::add);
    return meaning;
  }

  private void add(Way way, List<Rule> rules) {
    List<Allowed> prefixes = new ArrayList<>();
    Map<String, TrafficSet> named = new TreeMap<>();
    for (Rule rule : rules) {
      if (rule.remote() instanceof Remote.Prefix remote) {
        prefixes.add(new Allowed(remote.prefix(), rule.traffic()));
      } else {
        named.merge(rule.remote().toString(), rule.traffic(), TrafficSet::union);
      }
    }
    addresses.put(way, TrafficByAddress.of(prefixes));
    groups.put(way, named);
  }

  /**
   * What these rules let pass and the others do not, a line each, for example {@code ingress IPv4
   * from 198.51.100.0/28: tcp 22}.
   */
  public List<String> minus(EffectiveRules other) {
    List<String> more = new ArrayList<>();
    addresses.forEach(
        (way, here) -> {
          TrafficByAddress there = other.addresses.getOrDefault(way, TrafficByAddress.NONE);
          for (Allowed piece : here.minus(there).entries()) {
            more.add(way + piece.prefix().toString() + ": " + piece.traffic());
          }
        });
    groups.forEach(
        (way, named) ->
            named.forEach((group, traffic) -> more.addAll(other.missing(way, group, traffic))));
    return more;
  }

  private List<String> missing(Way way, String group, TrafficSet traffic) {
    TrafficSet named = groups.getOrDefault(way, Map.of()).getOrDefault(group, TrafficSet.NONE);
    // Members are somewhere among all addresses.
    TrafficSet anyway =
        addresses.getOrDefault(way, TrafficByAddress.NONE).everywhere(way.ipVersion());
    TrafficSet missing = traffic.minus(named).minus(anyway);
    return missing.isEmpty() ? List.of() : List.of(way + group + ": " + missing);
  }

  /** Whether both let exactly the same pass. */
  public boolean isEquivalentTo(EffectiveRules other) {
    return minus(other).isEmpty() && other.minus(this).isEmpty();
  }
}
