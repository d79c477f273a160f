package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.reachability.AddressTraffic.Allowed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What passes in one state of a fleet and not in another: between machines, and with every prefix
 * that is not wholly theirs.
 */
public record Change(List<Flow> opens, List<Flow> closes) {

  /** Copies the lists. */
  public Change {
    opens = List.copyOf(opens);
    closes = List.copyOf(closes);
  }

  /** From one state to another. */
  public static Change between(Segmentation before, Segmentation after) {
    State old = new State(before);
    State young = new State(after);
    return new Change(young.beyond(old), old.beyond(young));
  }

  /** Only what has one of these machines on a side. */
  public Change of(Collection<String> machines) {
    Set<String> names = new HashSet<>(machines);
    Predicate<Flow> concerns = flow -> names.contains(flow.from()) || names.contains(flow.to());
    return new Change(
        opens.stream().filter(concerns).toList(), closes.stream().filter(concerns).toList());
  }

  /** One of the two. */
  private static final class State {
    private final Segmentation segmentation;
    private final Outside outside;
    private final Map<String, Map<String, TrafficSet>> inside = new HashMap<>();
    private final Map<String, Machine> machines = new HashMap<>();

    State(Segmentation segmentation) {
      Hops hops = new Hops(segmentation);
      this.segmentation = segmentation;
      this.outside = new Outside(segmentation, hops);
      segmentation.machines().forEach(machine -> machines.put(machine.name(), machine));
      for (Hop hop : new AllHops(segmentation, hops).all()) {
        inside
            .computeIfAbsent(hop.from().name(), from -> new HashMap<>())
            .put(hop.to().name(), hop.traffic());
      }
    }

    List<Flow> beyond(State other) {
      List<Flow> more = new ArrayList<>();
      inside.forEach(
          (from, targets) ->
              targets.forEach(
                  (to, traffic) ->
                      more.add(new Flow(from, to, traffic.minus(other.traffic(from, to))))));
      for (Machine machine : segmentation.machines()) {
        for (Direction direction : Direction.values()) {
          IntStream.of(4, 6)
              .mapToObj(version -> outside(other, machine, direction, version))
              .forEach(more::addAll);
        }
      }
      return more.stream().filter(flow -> !flow.traffic().isEmpty()).sorted().toList();
    }

    private TrafficSet traffic(String from, String to) {
      return inside.getOrDefault(from, Map.of()).getOrDefault(to, TrafficSet.NONE);
    }

    private List<Flow> outside(State other, Machine machine, Direction direction, int version) {
      AddressTraffic more =
          byAddress(machine.name(), direction, version)
              .minus(other.byAddress(machine.name(), direction, version));
      if (more.isEmpty()) {
        return List.of();
      }
      AddressTraffic fleet = fleet(other, version);
      return more.pieces().stream()
          .filter(piece -> !AddressTraffic.of(List.of(piece)).minus(fleet).isEmpty())
          .map(
              piece -> Outside.flow(machine, direction, piece.prefix().toString(), piece.traffic()))
          .toList();
    }

    private AddressTraffic fleet(State other, int version) {
      return AddressTraffic.of(
          Stream.concat(segmentation.machines().stream(), other.segmentation.machines().stream())
              .flatMap(Outside::known)
              .filter(address -> address.version() == version)
              .map(address -> new Allowed(address, TrafficSet.ALL))
              .toList());
    }

    private AddressTraffic byAddress(String machine, Direction direction, int version) {
      Machine here = machines.get(machine);
      return here == null
          ? AddressTraffic.NONE
          : AddressTraffic.of(
              outside.allowed(here, direction).stream()
                  .filter(one -> one.prefix().version() == version)
                  .toList());
    }
  }
}
