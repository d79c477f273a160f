package dev.slipway.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.config.Fleet;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.Group;
import dev.slipway.plan.security.reachability.Host;
import dev.slipway.plan.security.reachability.NetworkModel;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.plan.security.reachability.Rule;
import dev.slipway.plan.security.reachability.Rule.Remote;
import dev.slipway.plan.security.reachability.TrafficSet;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Widens the compiled rules of the shipped fleet, one at a time, in each field that a rule has: the
 * verifier refuses each wider rule. It accepts only one that allows nothing new: the group's other
 * rules for the same remote, or for every address, allow the same traffic.
 */
class RuleWideningTest {
  private static final int FEWEST = 300;

  private final Fleet fleet = Fleet.load(FleetFixture.SHIPPED);
  private final FleetPlan plan = FleetFixture.fleet();
  private final NetworkModel good = PlannedNetworkModel.of(plan);

  /** A wider rule, added to the rules of its group. */
  private record Mutant(String kind, Group group, Rule rule, Rule wider) {
    NetworkModel in(NetworkModel good) {
      List<Rule> rules = new ArrayList<>(group.rules());
      rules.add(wider);
      return new NetworkModel(
          good.hosts(),
          good.groups().stream()
              .map(one -> one.equals(group) ? new Group(one.name(), rules) : one)
              .toList());
    }

    @Override
    public String toString() {
      return kind + " at " + rule.name() + " of " + group.name() + ": " + wider;
    }
  }

  @Test
  void refusesEachWiderRuleThatOpensAnything() {
    SegmentationVerifier verifier = new SegmentationVerifier(fleet, plan);
    List<Mutant> mutants = mutants();
    List<Mutant> accepted =
        mutants.parallelStream()
            .filter(mutant -> verifier.problems(mutant.in(good)).isEmpty())
            .toList();
    assertEquals(List.of(), accepted.stream().filter(mutant -> !opensNothing(mutant)).toList());
    List<Mutant> refused = new ArrayList<>(mutants);
    refused.removeAll(accepted);
    assertTrue(mutants.size() >= FEWEST, mutants.size() + " mutants");
    assertEquals(
        List.of(
                "another group",
                "another protocol too",
                "any protocol",
                "every port",
                "no remote",
                "one bit shorter",
                "one port lower",
                "one port higher",
                "the other direction")
            .stream()
            .sorted()
            .toList(),
        refused.stream().map(Mutant::kind).distinct().sorted().toList());
  }

  private static boolean opensNothing(Mutant mutant) {
    Rule wider = mutant.wider();
    return TrafficSet.union(
            mutant.group().rules().stream()
                .filter(other -> other.direction() == wider.direction())
                .filter(other -> other.ipVersion() == wider.ipVersion())
                .filter(other -> covers(other.remote(), wider.remote()))
                .map(Rule::traffic))
        .contains(wider.traffic());
  }

  private static boolean covers(Remote other, Remote widened) {
    return other.equals(widened)
        || (other instanceof Remote.Prefix prefix && prefix.prefix().length() == 0);
  }

  private List<Mutant> mutants() {
    return good.groups().stream()
        .flatMap(group -> group.rules().stream().flatMap(rule -> mutants(group, rule)))
        .toList();
  }

  private Stream<Mutant> mutants(Group group, Rule rule) {
    IpPrefix anyAddress = IpPrefix.all(rule.ipVersion());
    return Stream.of(
            Stream.of(
                new Mutant("no remote", group, rule, remote(rule, new Remote.Prefix(anyAddress))),
                new Mutant("any protocol", group, rule, traffic(rule, TrafficSet.ALL)),
                new Mutant("the other direction", group, rule, turned(rule))),
            shorter(rule).map(one -> new Mutant("one bit shorter", group, rule, one)),
            ports(rule).entrySet().stream()
                .map(
                    entry ->
                        new Mutant(
                            entry.getKey(),
                            group,
                            rule,
                            traffic(rule, rule.traffic().union(entry.getValue())))),
            otherGroups(group)
                .map(name -> remote(rule, new Remote.Group(name)))
                .map(one -> new Mutant("another group", group, rule, one)))
        .flatMap(mutants -> mutants)
        .filter(mutant -> !mutant.wider().equals(rule));
  }

  private static Stream<Rule> shorter(Rule rule) {
    if (!(rule.remote() instanceof Remote.Prefix remote) || remote.prefix().length() == 0) {
      return Stream.empty();
    }
    IpPrefix prefix = remote.prefix();
    return Stream.of(remote(rule, new Remote.Prefix(prefix.atOffset(0, prefix.length() - 1))));
  }

  private static Map<String, TrafficSet> ports(Rule rule) {
    Map<String, TrafficSet> ports = new TreeMap<>();
    for (Protocol protocol : List.of(Protocol.TCP, Protocol.UDP)) {
      int number = protocol.number();
      TrafficSet own = rule.traffic().intersect(TrafficSet.protocol(number));
      if (own.isEmpty()) {
        continue;
      }
      String[] range = own.toString().replaceAll("[a-z ]", "").split("-", -1);
      int first = Integer.parseInt(range[0]);
      int last = Integer.parseInt(range[range.length - 1]);
      int other = protocol == Protocol.TCP ? Protocol.UDP.number() : Protocol.TCP.number();
      ports.put("one port lower", TrafficSet.ports(number, first - 1, first));
      ports.put("one port higher", TrafficSet.ports(number, last, last + 1));
      ports.put("every port", TrafficSet.protocol(number));
      ports.put("another protocol too", TrafficSet.ports(other, first, last));
    }
    return ports;
  }

  private Stream<String> otherGroups(Group group) {
    Host host =
        good.hosts().stream()
            .filter(one -> one.groups().contains(group.name()))
            .findFirst()
            .orElseThrow();
    return good.hosts().stream()
        .filter(host::sharesNetworkWith)
        .flatMap(one -> one.groups().stream());
  }

  private static Rule remote(Rule rule, Remote remote) {
    return new Rule(
        rule.name(),
        rule.direction(),
        rule.ipVersion(),
        remote,
        rule.traffic(),
        rule.reason(),
        rule.configKey());
  }

  private static Rule traffic(Rule rule, TrafficSet traffic) {
    return new Rule(
        rule.name(),
        rule.direction(),
        rule.ipVersion(),
        rule.remote(),
        traffic,
        rule.reason(),
        rule.configKey());
  }

  private static Rule turned(Rule rule) {
    Direction other = rule.direction() == Direction.INGRESS ? Direction.EGRESS : Direction.INGRESS;
    return new Rule(
        rule.name(),
        other,
        rule.ipVersion(),
        rule.remote(),
        rule.traffic(),
        rule.reason(),
        rule.configKey());
  }
}
