package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.reachability.Hop.Gate;
import dev.slipway.value.IpPrefix;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rules that cover an address of another environment. What may go out to the whole Internet covers
 * every address by its meaning: there only the other side can be the lock.
 */
final class Openings {
  private final Segmentation segmentation;
  private final Hops hops;
  private final Strangers strangers;
  private final Set<Gate> seen = new HashSet<>();

  Openings(Segmentation segmentation, Hops hops) {
    this.segmentation = segmentation;
    this.hops = hops;
    this.strangers =
        new Strangers(
            segmentation.machines(),
            machine -> Stream.concat(machine.sources().stream(), machine.targets().stream()));
  }

  List<Opening> all() {
    return segmentation.machines().stream()
        .filter(machine -> machine.environment().isPresent())
        .flatMap(machine -> Stream.of(Direction.values()).flatMap(way -> of(machine, way)))
        .toList();
  }

  private Stream<Opening> of(Machine machine, Direction direction) {
    return hops.gates(machine, direction)
        .filter(seen::add)
        .flatMap(gate -> opening(machine, gate).stream());
  }

  private Optional<Opening> opening(Machine machine, Gate gate) {
    List<Machine> covered =
        hops.addresses(gate.rule().remote()).stream()
            .filter(prefix -> !isInternet(gate.rule(), prefix))
            .flatMap(prefix -> strangers.within(machine.environment(), prefix))
            .filter(stranger -> stranger.environment().isPresent())
            .distinct()
            .sorted(Comparator.comparing(Machine::name))
            .toList();
    return covered.isEmpty()
        ? Optional.empty()
        : Optional.of(new Opening(machine, gate, covered.get(0), covered.size()));
  }

  private static boolean isInternet(Rule rule, IpPrefix prefix) {
    return rule.direction() == Direction.EGRESS && prefix.length() == 0;
  }
}
