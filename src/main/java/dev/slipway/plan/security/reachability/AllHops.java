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
  private final Segmentation segmentation;
  private final Hops hops;
  private final PrefixTrie<Machine> bySource = new PrefixTrie<>();
  private final Map<String, List<Machine>> byNetwork;

  AllHops(Segmentation segmentation, Hops hops) {
    this.segmentation = segmentation;
    this.hops = hops;
    for (Machine machine : segmentation.machines()) {
      machine.sources().forEach(source -> bySource.add(source, machine));
    }
    byNetwork =
        segmentation.machines().stream()
            .collect(Collectors.groupingBy(Machine::network, HashMap::new, Collectors.toList()));
  }

  List<Hop> all() {
    return segmentation.machines().stream().flatMap(to -> into(to).stream()).toList();
  }

  private List<Hop> into(Machine to) {
    Set<Machine> near = new LinkedHashSet<>(byNetwork.getOrDefault(to.network(), List.of()));
    if (!to.targets().isEmpty()) {
      hops.gates(to, Direction.INGRESS)
          .flatMap(gate -> hops.addresses(gate.rule().remote()).stream())
          .distinct()
          .flatMap(bySource::overlapping)
          .forEach(near::add);
    }
    return near.stream().flatMap(from -> hops.between(from, to).stream()).toList();
  }
}
