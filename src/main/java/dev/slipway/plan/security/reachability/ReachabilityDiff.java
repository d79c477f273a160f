package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.reachability.TrafficByAddress.Allowed;
import dev.slipway.value.IpPrefix;
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
 * The difference between two states of a fleet: traffic between hosts, and traffic with prefixes
 * that are not entirely part of the fleet.
 *
 * @param opened traffic that only the later state allows
 * @param closed traffic that only the earlier state allows
 */
public record ReachabilityDiff(List<Flow> opened, List<Flow> closed) {

  /** Copies the lists. */
  public ReachabilityDiff {
    opened = List.copyOf(opened);
    closed = List.copyOf(closed);
  }

  /** Compares two states. */
  public static ReachabilityDiff between(NetworkModel before, NetworkModel after) {
    State oldState = new State(before);
    State newState = new State(after);
    return new ReachabilityDiff(newState.addedSince(oldState), oldState.addedSince(newState));
  }

  /** Keeps only the traffic from or to these hosts. */
  public ReachabilityDiff involving(Collection<String> hosts) {
    Set<String> names = new HashSet<>(hosts);
    Predicate<Flow> concerns = flow -> names.contains(flow.from()) || names.contains(flow.to());
    return new ReachabilityDiff(
        opened.stream().filter(concerns).toList(), closed.stream().filter(concerns).toList());
  }

  /** One of the two states, with indexes. */
  private static final class State {
    private final NetworkModel model;
    private final ExternalFlows external;
    private final Map<String, Map<String, TrafficSet>> between = new HashMap<>();
    private final Map<String, Host> hosts = new HashMap<>();

    State(NetworkModel model) {
      HopFinder hops = new HopFinder(model);
      this.model = model;
      this.external = new ExternalFlows(model, hops);
      model.hosts().forEach(host -> hosts.put(host.name(), host));
      for (Hop hop : hops.all()) {
        between
            .computeIfAbsent(hop.from().name(), from -> new HashMap<>())
            .put(hop.to().name(), hop.traffic());
      }
    }

    List<Flow> addedSince(State other) {
      List<Flow> added = new ArrayList<>();
      between.forEach(
          (from, targets) ->
              targets.forEach(
                  (to, traffic) ->
                      added.add(new Flow(from, to, traffic.minus(other.traffic(from, to))))));
      for (Host host : model.hosts()) {
        for (Direction direction : Direction.values()) {
          IntStream.of(4, 6)
              .mapToObj(version -> externalFlows(other, host, direction, version))
              .forEach(added::addAll);
        }
      }
      return added.stream().filter(flow -> !flow.traffic().isEmpty()).sorted().toList();
    }

    private TrafficSet traffic(String from, String to) {
      return between.getOrDefault(from, Map.of()).getOrDefault(to, TrafficSet.NONE);
    }

    private List<Flow> externalFlows(State other, Host host, Direction direction, int version) {
      TrafficByAddress added =
          byAddress(host.name(), direction, version)
              .minus(other.byAddress(host.name(), direction, version));
      if (added.isEmpty()) {
        return List.of();
      }
      TrafficByAddress fleet = fleet(other, version);
      List<Flow> flows = new ArrayList<>();
      added
          .byTraffic()
          .forEach(
              (traffic, prefixes) -> {
                List<IpPrefix> outside =
                    prefixes.stream()
                        .filter(
                            prefix ->
                                !TrafficByAddress.of(List.of(new Allowed(prefix, traffic)))
                                    .minus(fleet)
                                    .isEmpty())
                        .toList();
                if (!outside.isEmpty()) {
                  String text = PrefixList.shortest(outside, prefixes);
                  flows.add(ExternalFlows.flow(host, direction, text, traffic));
                }
              });
      return flows;
    }

    private TrafficByAddress fleet(State other, int version) {
      return TrafficByAddress.of(
          Stream.concat(model.hosts().stream(), other.model.hosts().stream())
              .flatMap(ExternalFlows::knownAddresses)
              .filter(address -> address.version() == version)
              .map(address -> new Allowed(address, TrafficSet.ALL))
              .toList());
    }

    private TrafficByAddress byAddress(String host, Direction direction, int version) {
      Host here = hosts.get(host);
      return here == null
          ? TrafficByAddress.NONE
          : TrafficByAddress.of(
              external.allowed(here, direction).stream()
                  .filter(one -> one.prefix().version() == version)
                  .toList());
    }
  }
}
