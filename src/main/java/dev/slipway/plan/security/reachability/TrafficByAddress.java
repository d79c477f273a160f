package dev.slipway.plan.security.reachability;

import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.PrefixTrie;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The exact traffic allowed for each address of one IP version. Two values are equal if they allow
 * the same, no matter from which prefixes they were made.
 *
 * @param steps allowed traffic from each key to the address before the next key
 */
record TrafficByAddress(NavigableMap<IpAddress, TrafficSet> steps) {
  /** No traffic for any address. */
  static final TrafficByAddress NONE = new TrafficByAddress(new TreeMap<>());

  /** A prefix with its allowed traffic. */
  record Allowed(IpPrefix prefix, TrafficSet traffic) {}

  /** Makes the map unmodifiable. */
  TrafficByAddress {
    steps = Collections.unmodifiableNavigableMap(steps);
  }

  /** Returns what all prefixes allow together. They have the same IP version. */
  static TrafficByAddress of(List<Allowed> allowed) {
    PrefixTrie<TrafficSet> byPrefix = new PrefixTrie<>();
    NavigableSet<IpAddress> starts = new TreeSet<>();
    for (Allowed one : allowed) {
      byPrefix.add(one.prefix(), one.traffic());
      starts.add(one.prefix().first());
      one.prefix().last().next().ifPresent(starts::add);
    }
    return steps(starts, start -> TrafficSet.union(byPrefix.containing(start.toPrefix())));
  }

  private static TrafficByAddress steps(
      NavigableSet<IpAddress> starts, Function<IpAddress, TrafficSet> traffic) {
    NavigableMap<IpAddress, TrafficSet> steps = new TreeMap<>();
    TrafficSet before = TrafficSet.NONE;
    for (IpAddress start : starts) {
      TrafficSet now = traffic.apply(start);
      if (!now.equals(before)) {
        steps.put(start, now);
      }
      before = now;
    }
    return new TrafficByAddress(steps);
  }

  /** Returns the traffic allowed for one address. */
  TrafficSet at(IpAddress address) {
    Map.Entry<IpAddress, TrafficSet> step = steps.floorEntry(address);
    return step == null ? TrafficSet.NONE : step.getValue();
  }

  /** Returns the traffic that only this value allows. */
  TrafficByAddress minus(TrafficByAddress other) {
    NavigableSet<IpAddress> starts = new TreeSet<>(steps.keySet());
    starts.addAll(other.steps.keySet());
    return steps(starts, start -> at(start).minus(other.at(start)));
  }

  /** Returns the traffic allowed for every address of an IP version. */
  TrafficSet everywhere(int ipVersion) {
    TrafficSet everywhere = at(IpPrefix.all(ipVersion).first());
    for (TrafficSet step : steps.values()) {
      everywhere = everywhere.intersect(step);
    }
    return everywhere;
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Returns the same as the fewest prefixes, sorted. */
  List<Allowed> entries() {
    List<Allowed> entries = new ArrayList<>();
    steps.forEach(
        (start, traffic) -> {
          if (!traffic.isEmpty()) {
            IpPrefix.span(start, end(start))
                .forEach(prefix -> entries.add(new Allowed(prefix, traffic)));
          }
        });
    return entries;
  }

  /** Returns the fewest prefixes of each traffic, in the order of the first addresses. */
  Map<TrafficSet, List<IpPrefix>> byTraffic() {
    Map<TrafficSet, List<IpPrefix>> prefixes = new LinkedHashMap<>();
    for (Allowed entry : entries()) {
      prefixes.computeIfAbsent(entry.traffic(), traffic -> new ArrayList<>()).add(entry.prefix());
    }
    return prefixes;
  }

  private IpAddress end(IpAddress start) {
    IpAddress next = steps.higherKey(start);
    return next == null ? IpPrefix.all(start.version()).last() : next.previous();
  }
}
