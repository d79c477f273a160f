package dev.slipway.plan.security.reachability;

import static dev.slipway.value.Environment.PRODUCTION;
import static dev.slipway.value.Environment.STAGING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.reachability.Rule.Remote;
import dev.slipway.value.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The traffic that one host can send to another in one step. */
class ReachableTrafficTest {
  private static final TrafficSet SSH = TrafficSet.ports(6, 22, 22);
  private static final TrafficSet WEB = TrafficSet.ports(6, 80, 443);
  private static final TrafficSet HTTPS = TrafficSet.of(Traffic.HTTPS);

  @Test
  void allowsWhatBothSidesAllow() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32")
            .host("b", STAGING, "192.0.2.2/32")
            .out("a", "192.0.2.0/24", HTTPS.union(SSH))
            .in("b", "192.0.2.1/32", WEB);
    Reachability reachability = model.reachability();
    assertEquals(HTTPS, reachability.traffic(model.get("a"), model.get("b")));
    assertEquals(TrafficSet.NONE, reachability.traffic(model.get("b"), model.get("a")));
    assertTrue(reachability.mayReach(model.get("a"), model.get("b"), Traffic.HTTPS));
    assertFalse(reachability.mayReach(model.get("a"), model.get("b"), Traffic.ETCD));
  }

  @Test
  void addsUpRulesOfSeveralGroups() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "a", List.of("a", "x"), List.of(), List.of("192.0.2.1/32"))
            .host("b", STAGING, "b", List.of("b", "y"), List.of(), List.of("192.0.2.2/32"))
            .out("a", "192.0.2.2/32", SSH)
            .out("x", "0.0.0.0/0", WEB)
            .in("b", "0.0.0.0/0", HTTPS)
            .in("y", "192.0.2.0/31", SSH);
    assertEquals(HTTPS.union(SSH), model.reachability().traffic(model.get("a"), model.get("b")));
  }

  @Test
  void keepsIpVersionsSeparate() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32", "2001:db8::1/128")
            .host("b", PRODUCTION, "192.0.2.2/32", "2001:db8::2/128")
            .out("a", "0.0.0.0/0", SSH)
            .in("b", "::/0", SSH);
    assertEquals(TrafficSet.NONE, model.reachability().traffic(model.get("a"), model.get("b")));
    assertEquals(List.of(), model.reachability().crossEnvironmentPaths());
    model.out("a", "2001:db8::/64", SSH);
    assertEquals(1, model.reachability().crossEnvironmentPaths().size());
  }

  @Test
  void usesOwnAddressesWithinNetwork() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "net", List.of("a"), List.of("10.0.0.1/32"), List.of())
            .host("b", STAGING, "net", List.of("b"), List.of("10.0.0.2/32"), List.of())
            .out("a", "10.0.0.0/24", SSH)
            .in("b", "a", SSH);
    assertEquals(SSH, model.reachability().traffic(model.get("a"), model.get("b")));
  }

  @Test
  void groupRuleCoversAddressesOfMembers() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "net", List.of("a"), List.of("10.0.0.9/32"), List.of())
            .host("wide", STAGING, "net", List.of("wide"), List.of("10.0.0.0/24"), List.of())
            .host("b", STAGING, "net", List.of("b"), List.of("10.0.0.2/32"), List.of())
            .out("a", "b", SSH)
            .in("b", "wide", SSH);
    assertEquals(SSH, model.reachability().traffic(model.get("a"), model.get("b")));
  }

  @Test
  void groupRuleMatchesMemberWithoutAddress() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "net", List.of("a"), List.of(), List.of())
            .host("b", STAGING, "net", List.of("b"), List.of(), List.of())
            .out("a", "b", SSH)
            .in("b", "a", SSH);
    assertEquals(SSH, model.reachability().traffic(model.get("a"), model.get("b")));
  }

  @Test
  void groupRuleMatchesMemberInAnotherNetworkByAddressOnly() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "a", List.of("a"), List.of("10.0.0.1/32"), List.of())
            .host("b", STAGING, "192.0.2.2/32")
            .out("a", "0.0.0.0/0", SSH)
            .in("b", "a", SSH);
    assertEquals(TrafficSet.NONE, model.reachability().traffic(model.get("a"), model.get("b")));
  }

  @Test
  void ruleOfOneIpVersionIgnoresAddressesOfOther() {
    Remote members = new Remote.Group("c");
    Rule rule = new Rule("v6", Direction.INGRESS, 6, members, SSH, "because", "");
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32", "2001:db8::1/128")
            .host("b", PRODUCTION, "192.0.2.2/32", "2001:db8::2/128")
            .host("c", PRODUCTION, "192.0.2.0/24")
            .out("a", "2001:db8::/64", SSH)
            .add("b", rule);
    assertEquals(TrafficSet.NONE, model.reachability().traffic(model.get("a"), model.get("b")));
  }
}
