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
 * Ways between environments, through any chain of machines. A chain that begins in one environment
 * and ends in another has a first machine of another one; before it stand only machines of the
 * first and, since then, of none. So it is enough to go back from each machine, on through those of
 * no environment, and to stop at the first stranger: a chain within an environment is never walked.
 */
final class CrossEnvironmentPaths {
  private final NetworkModel segmentation;
  private final HopFinder hops;
  private final ForeignHostIndex strangers;

  CrossEnvironmentPaths(NetworkModel segmentation, HopFinder hops) {
    this.segmentation = segmentation;
    this.hops = hops;
    this.strangers =
        new ForeignHostIndex(segmentation.hosts(), machine -> machine.sources().stream());
  }

  /** The shortest way into each machine from each other environment, if there is any. */
  List<NetworkPath> all() {
    return segmentation.hosts().stream()
        .filter(machine -> machine.environment().isPresent())
        .flatMap(this::into)
        .toList();
  }

  private Stream<NetworkPath> into(Host end) {
    Map<Environment, NetworkPath> shortest = new EnumMap<>(Environment.class);
    Set<Host> seen = new HashSet<>();
    Deque<List<Hop>> ways = new ArrayDeque<>(List.of(List.of()));
    while (!ways.isEmpty()) {
      List<Hop> way = ways.remove();
      for (Hop hop : before(way.isEmpty() ? end : way.get(0).from(), end.environment())) {
        List<Hop> longer = new ArrayList<>(List.of(hop));
        longer.addAll(way);
        Optional<Environment> environment = hop.from().environment();
        environment.ifPresent(one -> shortest.putIfAbsent(one, new NetworkPath(longer)));
        if (environment.isEmpty() && seen.add(hop.from())) {
          ways.add(longer);
        }
      }
    }
    return shortest.values().stream();
  }

  private List<Hop> before(Host machine, Optional<Environment> own) {
    Set<Host> near = new LinkedHashSet<>();
    strangers.inNetwork(own, machine.network()).forEach(near::add);
    hops.matchedRules(machine, Direction.INGRESS)
        .flatMap(gate -> hops.addresses(gate.rule().remote()).stream())
        .distinct()
        .flatMap(prefix -> strangers.overlapping(own, prefix))
        .forEach(near::add);
    return near.stream()
        .sorted(Comparator.comparing(Host::name))
        .flatMap(from -> hops.between(from, machine).stream())
        .toList();
  }
}
