package dev.slipway.plan.security;

import static dev.slipway.plan.security.RuleFixture.ACROSS;
import static dev.slipway.plan.security.RuleFixture.DISTANT;
import static dev.slipway.plan.security.RuleFixture.LOW;
import static dev.slipway.plan.security.RuleFixture.NEXT;
import static dev.slipway.plan.security.RuleFixture.PONG;
import static dev.slipway.plan.security.RuleFixture.UDP;
import static dev.slipway.plan.security.RuleFixture.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.value.IpAddress;
import dev.slipway.value.Protocol;
import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Properties of the minimizer, over all triples of a small set of rules and over longer lists. */
class RuleMinimizerPropertiesTest {
  private static final long SEED = 20261124;
  private static final List<SecurityRule> UNIVERSE = universe();
  private static final List<Packet> PACKETS = packets();

  /** A packet that a rule allows or not; {@code groups} are the groups of the remote. */
  private record Packet(
      Direction direction, Protocol protocol, int port, IpAddress address, Set<String> groups) {
    boolean isAllowedBy(SecurityRule rule) {
      return rule.direction() == direction
          && rule.ipVersion() == address.version()
          && rule.traffic().protocol() == protocol
          && rule.traffic().first() <= port
          && port <= rule.traffic().last()
          && isRemote(rule.remote());
    }

    private boolean isRemote(Remote remote) {
      return remote instanceof Remote.Prefix prefix
          ? prefix.prefix().contains(address)
          : groups.contains(remote.toString());
    }

    boolean isAllowedBy(List<SecurityRule> rules) {
      return rules.stream().anyMatch(this::isAllowedBy);
    }
  }

  private static List<SecurityRule> universe() {
    List<SecurityRule> rules = new ArrayList<>();
    for (String remote :
        List.of("10.0.0.0/32", "10.0.0.1/32", "10.0.0.0/31", "0.0.0.0/0", "ops-worker")) {
      for (Traffic traffic : List.of(LOW, NEXT, ACROSS, DISTANT)) {
        rules.add(rule(Direction.INGRESS, remote, traffic));
      }
    }
    rules.add(rule(Direction.INGRESS, "10.0.0.2/31", LOW));
    rules.add(rule(Direction.INGRESS, "10.0.0.1/32", UDP));
    rules.add(rule(Direction.INGRESS, "ops-worker", Traffic.PING));
    rules.add(rule(Direction.INGRESS, "ops-worker", PONG));
    rules.add(rule(Direction.INGRESS, "ops-worker", Traffic.VRRP));
    rules.add(rule(Direction.INGRESS, "ops-control-plane", LOW));
    rules.add(rule(Direction.EGRESS, "10.0.0.0/31", LOW));
    rules.add(rule(Direction.INGRESS, "::/0", LOW));
    return rules;
  }

  private static List<Packet> packets() {
    List<Packet> packets = new ArrayList<>();
    List<IpAddress> addresses =
        Stream.of("10.0.0.0", "10.0.0.1", "10.0.0.2", "10.0.0.4", "255.0.0.1", "2001:db8::1")
            .map(IpAddress::parse)
            .toList();
    for (Set<String> groups :
        List.of(Set.<String>of(), Set.of("ops-worker"), Set.of("ops-control-plane"))) {
      for (IpAddress address : addresses) {
        for (int port = 0; port <= 7; port++) {
          packets.add(new Packet(Direction.INGRESS, Protocol.TCP, port, address, groups));
        }
        packets.add(new Packet(Direction.EGRESS, Protocol.TCP, 2, address, groups));
        packets.add(new Packet(Direction.INGRESS, Protocol.UDP, 2, address, groups));
        packets.add(new Packet(Direction.INGRESS, Protocol.VRRP, 0, address, groups));
        for (int type = 7; type <= 10; type++) {
          packets.add(new Packet(Direction.INGRESS, Protocol.ICMP, type, address, groups));
        }
      }
    }
    return packets;
  }

  @Test
  void minimizesEachTripleInAnyOrderToSameEquivalentRules() {
    for (int i = 0; i < UNIVERSE.size(); i++) {
      for (int j = i; j < UNIVERSE.size(); j++) {
        for (int k = j; k < UNIVERSE.size(); k++) {
          List<SecurityRule> three = List.of(UNIVERSE.get(i), UNIVERSE.get(j), UNIVERSE.get(k));
          List<SecurityRule> reduced = RuleMinimizer.minimize(three);
          assertTrue(reduced.size() <= three.size());
          assertSamePackets(three, reduced);
          orders(three).forEach(order -> assertEquals(reduced, RuleMinimizer.minimize(order)));
        }
      }
    }
  }

  @Test
  void minimizesLongListsToEquivalentRulesThatCannotBeReducedFurther() {
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      List<SecurityRule> many = new ArrayList<>(UNIVERSE);
      Collections.shuffle(many, random);
      List<SecurityRule> some = many.subList(0, 4 + random.nextInt(10));
      List<SecurityRule> reduced = RuleMinimizer.minimize(some);
      assertSamePackets(some, reduced);
      assertEquals(reduced, RuleMinimizer.minimize(reduced));
      Collections.shuffle(some, random);
      assertEquals(reduced, RuleMinimizer.minimize(some));
      for (SecurityRule rule : reduced) {
        assertTrue(reduced.stream().noneMatch(other -> !other.equals(rule) && other.covers(rule)));
      }
      assertEquals(reasons(some), reasons(reduced), "each reason is still in a rule");
    }
  }

  private static void assertSamePackets(List<SecurityRule> one, List<SecurityRule> two) {
    for (Packet packet : PACKETS) {
      assertEquals(packet.isAllowedBy(one), packet.isAllowedBy(two), () -> packet + " of " + one);
    }
  }

  private static List<String> reasons(List<SecurityRule> rules) {
    return rules.stream().flatMap(rule -> rule.reasons().stream()).distinct().sorted().toList();
  }

  private static Stream<List<SecurityRule>> orders(List<SecurityRule> three) {
    SecurityRule a = three.get(0);
    SecurityRule b = three.get(1);
    SecurityRule c = three.get(2);
    return Stream.of(
        List.of(a, c, b), List.of(b, a, c), List.of(b, c, a), List.of(c, a, b), List.of(c, b, a));
  }
}
