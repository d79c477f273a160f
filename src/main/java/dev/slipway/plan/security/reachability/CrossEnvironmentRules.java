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
 * Finds rules that cover an address of another environment. Egress to the whole Internet covers
 * every address; it counts only for hosts that accept such traffic from anybody. HTTPS, DNS and NTP
 * do not count, therefore: no host of a fleet accepts them.
 */
final class CrossEnvironmentRules {
  private final NetworkModel model;
  private final HopFinder hops;
  private final ForeignHostIndex foreignHosts;
  private final Set<MatchedRule> seen = new HashSet<>();

  CrossEnvironmentRules(NetworkModel model, HopFinder hops) {
    this.model = model;
    this.hops = hops;
    this.foreignHosts =
        new ForeignHostIndex(
            model.hosts(), host -> Stream.concat(host.sources().stream(), host.targets().stream()));
  }

  List<CrossEnvironmentRule> all() {
    return model.hosts().stream()
        .filter(host -> host.environment().isPresent())
        .flatMap(host -> Stream.of(Direction.values()).flatMap(direction -> rules(host, direction)))
        .toList();
  }

  private Stream<CrossEnvironmentRule> rules(Host host, Direction direction) {
    return hops.matchedRules(host, direction)
        .filter(seen::add)
        .flatMap(matched -> crossEnvironmentRule(host, matched).stream());
  }

  private Optional<CrossEnvironmentRule> crossEnvironmentRule(Host host, MatchedRule matched) {
    List<Host> covered =
        hops.addresses(matched.rule().remote()).stream()
            .flatMap(prefix -> covered(host, matched.rule(), prefix))
            .filter(foreign -> foreign.environment().isPresent())
            .distinct()
            .sorted(Comparator.comparing(Host::name))
            .toList();
    return covered.isEmpty()
        ? Optional.empty()
        : Optional.of(new CrossEnvironmentRule(host, matched, covered.get(0), covered.size()));
  }

  private Stream<Host> covered(Host host, Rule rule, IpPrefix prefix) {
    return foreignHosts
        .containedIn(host.environment(), prefix)
        .filter(foreign -> !isInternet(rule, prefix) || accepts(foreign, rule.traffic()));
  }

  private boolean accepts(Host host, TrafficSet traffic) {
    return hops.matchedRules(host, Direction.INGRESS)
        .anyMatch(ingress -> !ingress.rule().traffic().intersect(traffic).isEmpty());
  }

  private static boolean isInternet(Rule rule, IpPrefix prefix) {
    return rule.direction() == Direction.EGRESS && prefix.length() == 0;
  }
}
