package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.reachability.TrafficByAddress.Allowed;
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
public record ReachabilityDiff(List<Flow> opened, List<Flow> closed) {

  /** Copies the lists. */
  public ReachabilityDiff {
    opened = List.copyOf(opened);
    closed = List.copyOf(closed);
  }

  /** From one state to another. */
  public static ReachabilityDiff between(NetworkModel before, NetworkModel after) {
    State old = new State(before);
    State young = new State(after);
    return new ReachabilityDiff(young.beyond(old), old.beyond(young));
  }

  /** Only what has one of these machines on a side. */
  public ReachabilityDiff involving(Collection<String> machines) {
    Set<String> names = new HashSet<>(machines);
    Predicate<Flow> concerns = flow -> names.contains(flow.from()) || names.contains(flow.to());
    return new ReachabilityDiff(
        opened.stream().filter(concerns).toList(), closed.stream().filter(concerns).toList());
  }

  /** One of the two. */
  private static final class State {
    private final NetworkModel segmentation;
    private final ExternalFlows outside;
    private final Map<String, Map<String, TrafficSet>> inside = new HashMap<>();
    private final Map<String, Host> machines = new HashMap<>();

    State(NetworkModel segmentation) {
      HopFinder hops = new HopFinder(segmentation);
      this.segmentation = segmentation;
      this.outside = new ExternalFlows(segmentation, hops);
      segmentation.hosts().forEach(machine -> machines.put(machine.name(), machine));
      for (Hop hop : hops.all()) {
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
      for (Host machine : segmentation.hosts()) {
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

    private List<Flow> outside(State other, Host machine, Direction direction, int version) {
      TrafficByAddress more =
          byAddress(machine.name(), direction, version)
              .minus(other.byAddress(machine.name(), direction, version));
      if (more.isEmpty()) {
        return List.of();
      }
      TrafficByAddress fleet = fleet(other, version);
      return more.entries().stream()
          .filter(piece -> !TrafficByAddress.of(List.of(piece)).minus(fleet).isEmpty())
          .map(
              piece ->
                  ExternalFlows.flow(
                      machine, direction, piece.prefix().toString(), piece.traffic()))
          .toList();
    }

    private TrafficByAddress fleet(State other, int version) {
      return TrafficByAddress.of(
          Stream.concat(segmentation.hosts().stream(), other.segmentation.hosts().stream())
              .flatMap(ExternalFlows::known)
              .filter(address -> address.version() == version)
              .map(address -> new Allowed(address, TrafficSet.ALL))
              .toList());
    }

    private TrafficByAddress byAddress(String machine, Direction direction, int version) {
      Host here = machines.get(machine);
      return here == null
          ? TrafficByAddress.NONE
          : TrafficByAddress.of(
              outside.allowed(here, direction).stream()
                  .filter(one -> one.prefix().version() == version)
                  .toList());
    }
  }
}
