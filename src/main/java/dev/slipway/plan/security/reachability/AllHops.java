package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.value.PrefixTrie;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Every pair of machines of which one reaches the other in one step. */
final class AllHops {
  private final NetworkModel segmentation;
  private final HopFinder hops;
  private final PrefixTrie<Host> bySource = new PrefixTrie<>();
  private final Map<String, List<Host>> byNetwork;

  AllHops(NetworkModel segmentation, HopFinder hops) {
    this.segmentation = segmentation;
    this.hops = hops;
    for (Host machine : segmentation.hosts()) {
      machine.sources().forEach(source -> bySource.add(source, machine));
    }
    byNetwork =
        segmentation.hosts().stream()
            .collect(Collectors.groupingBy(Host::network, HashMap::new, Collectors.toList()));
  }

  List<Hop> all() {
    return segmentation.hosts().stream().flatMap(to -> into(to).stream()).toList();
  }

  private List<Hop> into(Host to) {
    Set<Host> near = new LinkedHashSet<>(byNetwork.getOrDefault(to.network(), List.of()));
    if (!to.targets().isEmpty()) {
      hops.matchedRules(to, Direction.INGRESS)
          .flatMap(gate -> hops.addresses(gate.rule().remote()).stream())
          .distinct()
          .flatMap(bySource::overlapping)
          .forEach(near::add);
    }
    return near.stream().flatMap(from -> hops.between(from, to).stream()).toList();
  }
}
