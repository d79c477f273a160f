package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.reachability.Hop.MatchedRule;
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
final class CrossEnvironmentRules {
  private final NetworkModel segmentation;
  private final HopFinder hops;
  private final ForeignHostIndex strangers;
  private final Set<MatchedRule> seen = new HashSet<>();

  CrossEnvironmentRules(NetworkModel segmentation, HopFinder hops) {
    this.segmentation = segmentation;
    this.hops = hops;
    this.strangers =
        new ForeignHostIndex(
            segmentation.hosts(),
            machine -> Stream.concat(machine.sources().stream(), machine.targets().stream()));
  }

  List<CrossEnvironmentRule> all() {
    return segmentation.hosts().stream()
        .filter(machine -> machine.environment().isPresent())
        .flatMap(machine -> Stream.of(Direction.values()).flatMap(way -> of(machine, way)))
        .toList();
  }

  private Stream<CrossEnvironmentRule> of(Host machine, Direction direction) {
    return hops.matchedRules(machine, direction)
        .filter(seen::add)
        .flatMap(gate -> opening(machine, gate).stream());
  }

  private Optional<CrossEnvironmentRule> opening(Host machine, MatchedRule gate) {
    List<Host> covered =
        hops.addresses(gate.rule().remote()).stream()
            .filter(prefix -> !isInternet(gate.rule(), prefix))
            .flatMap(prefix -> strangers.containedIn(machine.environment(), prefix))
            .filter(stranger -> stranger.environment().isPresent())
            .distinct()
            .sorted(Comparator.comparing(Host::name))
            .toList();
    return covered.isEmpty()
        ? Optional.empty()
        : Optional.of(new CrossEnvironmentRule(machine, gate, covered.get(0), covered.size()));
  }

  private static boolean isInternet(Rule rule, IpPrefix prefix) {
    return rule.direction() == Direction.EGRESS && prefix.length() == 0;
  }
}
