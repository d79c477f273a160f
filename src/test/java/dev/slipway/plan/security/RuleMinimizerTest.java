package dev.slipway.plan.security;

import static dev.slipway.plan.security.RuleFixture.ACROSS;
import static dev.slipway.plan.security.RuleFixture.DISTANT;
import static dev.slipway.plan.security.RuleFixture.LOW;
import static dev.slipway.plan.security.RuleFixture.NEXT;
import static dev.slipway.plan.security.RuleFixture.PONG;
import static dev.slipway.plan.security.RuleFixture.UDP;
import static dev.slipway.plan.security.RuleFixture.jumpHost;
import static dev.slipway.plan.security.RuleFixture.rule;
import static dev.slipway.plan.security.RuleFixture.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.value.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that are merged, or removed because another rule covers them. */
class RuleMinimizerTest {
  @Test
  void mergesAdjacentPorts() {
    assertReduced(
        List.of(rule("10.0.0.1/32", NEXT), rule("10.0.0.1/32", LOW)),
        "ingress-ipv4-tcp-1-4-10.0.0.1_32");
    assertReduced(
        List.of(rule("10.0.0.1/32", tcp(1, 9)), rule("10.0.0.1/32", LOW)),
        "ingress-ipv4-tcp-1-9-10.0.0.1_32");
    assertReduced(
        List.of(rule("ops-worker", DISTANT), rule("ops-worker", NEXT)),
        "ingress-ipv4-tcp-3-4-ops-worker",
        "ingress-ipv4-tcp-6-ops-worker");
  }

  @Test
  void mergedRuleNamesBothKindsOfTraffic() {
    SecurityRule one =
        RuleMinimizer.minimize(List.of(rule("ops-worker", NEXT), rule("ops-worker", LOW))).get(0);
    assertEquals("tcp 1-2, tcp 3-4 (tcp 1-4)", one.traffic().toString());
    assertEquals("to ops-worker by tcp 1-2; to ops-worker by tcp 3-4", one.description());
    assertEquals(
        "tcp 1-2, tcp 2-3, tcp 3-4",
        RuleMinimizer.minimize(List.of(one, rule("ops-worker", ACROSS))).get(0).traffic().label());
  }

  @Test
  void mergesAdjacentPrefixes() {
    assertReduced(
        List.of(rule("10.0.0.1/32", LOW), rule("10.0.0.0/32", LOW), rule("10.0.0.2/31", LOW)),
        "ingress-ipv4-tcp-1-2-10.0.0.0_30");
    assertReduced(
        List.of(rule("10.0.0.1/32", LOW), rule("10.0.0.2/32", LOW)),
        "ingress-ipv4-tcp-1-2-10.0.0.1_32",
        "ingress-ipv4-tcp-1-2-10.0.0.2_32");
    assertReduced(List.of(rule("::/1", LOW), rule("8000::/1", LOW)), "ingress-ipv6-tcp-1-2-.._0");
  }

  @Test
  void removesCoveredRules() {
    assertReduced(
        List.of(rule("10.0.0.1/32", LOW), rule("10.0.0.0/24", tcp(1, 9))),
        "ingress-ipv4-tcp-1-9-10.0.0.0_24");
    assertReduced(
        List.of(rule("ops-worker", LOW), rule("0.0.0.0/0", LOW)), "ingress-ipv4-tcp-1-2-0.0.0.0_0");
    assertReduced(
        List.of(rule("ops-worker", LOW), rule("0.0.0.0/1", LOW)),
        "ingress-ipv4-tcp-1-2-0.0.0.0_1",
        "ingress-ipv4-tcp-1-2-ops-worker");
  }

  @Test
  void coveringRuleHasReasonsOfRemovedRules() {
    SecurityRule remaining =
        RuleMinimizer.minimize(List.of(rule("10.0.0.1/32", LOW), rule("10.0.0.0/24", tcp(1, 9))))
            .get(0);
    assertEquals(
        List.of("to 10.0.0.0/24 by tcp 1-9", "to 10.0.0.1/32 by tcp 1-2"), remaining.reasons());
    assertEquals("tcp 1-9", remaining.traffic().label());
  }

  @Test
  void mergedPrefixHasReasonsOfItsPartsOnly() {
    List<SecurityRule> reduced =
        RuleMinimizer.minimize(
            List.of(rule("10.0.0.0/32", LOW), rule("10.0.0.1/32", LOW), rule("10.0.0.9/32", LOW)));
    assertEquals(
        List.of(
            List.of("to 10.0.0.0/32 by tcp 1-2", "to 10.0.0.1/32 by tcp 1-2"),
            List.of("to 10.0.0.9/32 by tcp 1-2")),
        reduced.stream().map(SecurityRule::reasons).toList());
  }

  @Test
  void mergedPrefixKeepsTheExternalsOfItsParts() {
    SecurityRule second = rule("10.0.0.1/32", LOW);
    SecurityRule first = rule("10.0.0.0/32", LOW);
    SecurityRule merged = RuleMinimizer.minimize(List.of(second, first)).get(0);
    assertEquals(List.of(jumpHost("10.0.0.0/32"), jumpHost("10.0.0.1/32")), merged.externals());
    assertEquals("key of 10.0.0.0/32", merged.configKey());
  }

  @Test
  void keepsAdjacentIcmpTypesSeparate() {
    assertReduced(
        List.of(rule("ops-worker", Traffic.PING), rule("ops-worker", PONG)),
        "ingress-ipv4-icmp-8-ops-worker",
        "ingress-ipv4-icmp-9-ops-worker");
    assertReduced(
        List.of(rule("ops-worker", Traffic.VRRP), rule("ops-worker", Traffic.VRRP)),
        "ingress-ipv4-vrrp-ops-worker");
  }

  @Test
  void coversOnlyRulesThatMatchInEveryField() {
    SecurityRule all = rule(Direction.INGRESS, "0.0.0.0/0", tcp(1, 9));
    assertTrue(all.covers(rule(Direction.INGRESS, "ops-worker", LOW)));
    assertTrue(all.covers(all));
    assertFalse(all.covers(rule(Direction.EGRESS, "ops-worker", LOW)));
    assertFalse(all.covers(rule(Direction.INGRESS, "::/0", LOW)));
    assertFalse(all.covers(rule(Direction.INGRESS, "ops-worker", UDP)));
    assertFalse(rule(Direction.INGRESS, "ops-worker", LOW).covers(all));
    assertFalse(
        rule(Direction.INGRESS, "ops-worker", LOW)
            .covers(rule(Direction.INGRESS, "ops-control-plane", LOW)));
  }

  private static void assertReduced(List<SecurityRule> rules, String... identities) {
    assertEquals(
        List.of(identities),
        RuleMinimizer.minimize(rules).stream().map(SecurityRule::key).toList());
  }
}
