package dev.slipway.plan.security.reachability;

import static dev.slipway.plan.model.SecurityRule.Direction.EGRESS;
import static dev.slipway.plan.model.SecurityRule.Direction.INGRESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.SecurityRule.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectiveRulesTest {
  private static final TrafficSet SSH = TrafficSet.ports(6, 22, 22);
  private static final TrafficSet LOW = TrafficSet.ports(6, 1, 99);

  @Test
  void ignoresNamesAndSplits() {
    assertSame(
        List.of(rule(INGRESS, "192.0.2.0/31", LOW)),
        List.of(
            rule(INGRESS, "192.0.2.1/32", LOW),
            rule(INGRESS, "192.0.2.0/32", TrafficSet.ports(6, 1, 50)),
            rule(INGRESS, "192.0.2.0/32", TrafficSet.ports(6, 40, 99))));
  }

  @Test
  void trafficOfAllAddressesIncludesGroup() {
    assertSame(
        List.of(rule(EGRESS, "0.0.0.0/0", LOW)),
        List.of(rule(EGRESS, "0.0.0.0/0", LOW), rule(EGRESS, "workers", SSH)));
  }

  @Test
  void trafficOfMostAddressesDoesNotIncludeGroup() {
    EffectiveRules most = EffectiveRules.of(List.of(rule(EGRESS, "0.0.0.0/1", LOW)));
    EffectiveRules more =
        EffectiveRules.of(List.of(rule(EGRESS, "0.0.0.0/1", LOW), rule(EGRESS, "workers", SSH)));
    assertEquals(List.of("egress IPv4 to workers: tcp 22"), more.minus(most));
    assertEquals(List.of(), most.minus(more));
  }

  @Test
  void listsAdditionalTrafficWithPeer() {
    EffectiveRules one =
        EffectiveRules.of(
            List.of(
                rule(INGRESS, "192.0.2.0/30", LOW),
                rule(INGRESS, "::/0", SSH),
                rule(EGRESS, "workers", LOW)));
    EffectiveRules two =
        EffectiveRules.of(
            List.of(
                rule(INGRESS, "192.0.2.0/31", LOW),
                rule(EGRESS, "192.0.2.0/31", LOW),
                rule(EGRESS, "workers", SSH)));
    assertEquals(
        List.of(
            "ingress IPv4 from 192.0.2.2/31: tcp 1-99",
            "ingress IPv6 from ::/0: tcp 22",
            "egress IPv4 to workers: tcp 1-21, tcp 23-99"),
        one.minus(two));
    assertEquals(List.of("egress IPv4 to 192.0.2.0/31: tcp 1-99"), two.minus(one));
    assertFalse(one.isEquivalentTo(two));
  }

  @Test
  void directionInOnlyOneListIsDifference() {
    EffectiveRules nothing = EffectiveRules.of(List.of());
    EffectiveRules group = EffectiveRules.of(List.of(rule(INGRESS, "workers", SSH)));
    assertFalse(nothing.isEquivalentTo(group));
    assertFalse(group.isEquivalentTo(nothing));
    assertTrue(nothing.isEquivalentTo(EffectiveRules.of(List.of())));
  }

  @Test
  void directionsAreDifferent() {
    assertFalse(
        EffectiveRules.of(List.of(rule(INGRESS, "192.0.2.0/31", SSH)))
            .isEquivalentTo(EffectiveRules.of(List.of(rule(EGRESS, "192.0.2.0/31", SSH)))));
  }

  private static void assertSame(List<Rule> one, List<Rule> two) {
    assertTrue(EffectiveRules.of(one).isEquivalentTo(EffectiveRules.of(two)));
    assertTrue(EffectiveRules.of(two).isEquivalentTo(EffectiveRules.of(one)));
  }

  private static Rule rule(Direction direction, String remote, TrafficSet traffic) {
    return NetworkModelBuilder.rule(direction, remote, traffic);
  }
}
