package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.value.Environment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds paths between environments, over any number of hosts. Searches backwards from each host,
 * through hosts without an environment, and stops at the first host of another environment. That is
 * enough: every path between two environments has a part that leads from a host of one environment
 * to a host of another, directly or through hosts without an environment. Paths inside one
 * environment are never expanded, so the search stays linear.
 */
final class CrossEnvironmentPaths {
  private final NetworkModel model;
  private final HopFinder hops;
  private final ForeignHostIndex foreignHosts;

  CrossEnvironmentPaths(NetworkModel model, HopFinder hops) {
    this.model = model;
    this.hops = hops;
    this.foreignHosts = new ForeignHostIndex(model.hosts(), host -> host.sources().stream());
  }

  /** Returns the shortest path to each host from each other environment. */
  List<NetworkPath> all() {
    return model.hosts().stream()
        .filter(host -> host.environment().isPresent())
        .flatMap(this::pathsTo)
        .toList();
  }

  private Stream<NetworkPath> pathsTo(Host end) {
    Map<Environment, NetworkPath> shortest = new EnumMap<>(Environment.class);
    Set<Host> seen = new HashSet<>();
    Deque<List<Hop>> unfinished = new ArrayDeque<>(List.of(List.of()));
    while (!unfinished.isEmpty()) {
      List<Hop> rest = unfinished.remove();
      Host next = rest.isEmpty() ? end : rest.get(0).from();
      for (Hop hop : hopsTo(next, end.environment())) {
        List<Hop> path = new ArrayList<>(List.of(hop));
        path.addAll(rest);
        Optional<Environment> environment = hop.from().environment();
        environment.ifPresent(one -> shortest.putIfAbsent(one, new NetworkPath(path)));
        if (environment.isEmpty() && seen.add(hop.from())) {
          unfinished.add(path);
        }
      }
    }
    return shortest.values().stream();
  }

  private List<Hop> hopsTo(Host host, Optional<Environment> own) {
    Set<Host> candidates = new LinkedHashSet<>();
    foreignHosts.inNetwork(own, host.network()).forEach(candidates::add);
    hops.matchedRules(host, Direction.INGRESS)
        .flatMap(matched -> hops.addresses(matched.rule().remote()).stream())
        .distinct()
        .flatMap(prefix -> foreignHosts.overlapping(own, prefix))
        .forEach(candidates::add);
    return candidates.stream()
        .sorted(Comparator.comparing(Host::name))
        .flatMap(from -> hops.between(from, host).stream())
        .toList();
  }
}
