package dev.slipway.plan.security.reachability;

import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.PrefixTrie;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What traffic passes for each address of one IP version, exactly. Equal meanings are equal values,
 * however many prefixes they were written with.
 *
 * @param steps what passes from that address on, to the next step
 */
record TrafficByAddress(NavigableMap<IpAddress, TrafficSet> steps) {
  /** Nothing for nobody. */
  static final TrafficByAddress NONE = new TrafficByAddress(new TreeMap<>());

  /** A prefix and what passes for it. */
  record Allowed(IpPrefix prefix, TrafficSet traffic) {}

  /** Closes the map. */
  TrafficByAddress {
    steps = Collections.unmodifiableNavigableMap(steps);
  }

  /** What all of them let pass together; their IP version is one. */
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

  /** What passes for one address. */
  TrafficSet at(IpAddress address) {
    Map.Entry<IpAddress, TrafficSet> step = steps.floorEntry(address);
    return step == null ? TrafficSet.NONE : step.getValue();
  }

  /** What passes here and not there. */
  TrafficByAddress minus(TrafficByAddress other) {
    NavigableSet<IpAddress> starts = new TreeSet<>(steps.keySet());
    starts.addAll(other.steps.keySet());
    return steps(starts, start -> at(start).minus(other.at(start)));
  }

  /** What passes for every address of that IP version. */
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

  /** The same in the fewest prefixes, in order. */
  List<Allowed> entries() {
    List<Allowed> pieces = new ArrayList<>();
    steps.forEach(
        (start, traffic) -> {
          if (!traffic.isEmpty()) {
            IpPrefix.span(start, end(start))
                .forEach(prefix -> pieces.add(new Allowed(prefix, traffic)));
          }
        });
    return pieces;
  }

  private IpAddress end(IpAddress start) {
    IpAddress next = steps.higherKey(start);
    return next == null ? IpPrefix.all(start.version()).last() : next.previous();
  }
}
