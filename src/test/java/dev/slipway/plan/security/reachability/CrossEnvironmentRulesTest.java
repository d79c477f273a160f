package dev.slipway.plan.security.reachability;

import static dev.slipway.value.Environment.PRODUCTION;
import static dev.slipway.value.Environment.STAGING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.value.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that cover an address of another environment. */
class CrossEnvironmentRulesTest {
  private static final TrafficSet SSH = TrafficSet.ports(6, 22, 22);
  private static final TrafficSet WEB = TrafficSet.ports(6, 80, 443);
  private static final TrafficSet HTTPS = TrafficSet.of(Traffic.HTTPS);

  @Test
  void findsRuleOnEitherSide() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32")
            .host("b", PRODUCTION, "192.0.2.2/32")
            .host("c", PRODUCTION, "192.0.2.3/32")
            .out("a", "192.0.2.2/31", SSH)
            .in("b", "192.0.2.0/31", WEB);
    assertEquals(
        List.of(
            "E 192.0.2.2/31 tcp 22 of a (because) covers b and 1 more",
            "I 192.0.2.0/31 tcp 80-443 of b (because) covers a"),
        texts(model.reachability().crossEnvironmentRules()));
    assertEquals(List.of(), model.reachability().crossEnvironmentPaths());
  }

  @Test
  void ignoresInternetInEgressButNotInIngress() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32")
            .host("b", PRODUCTION, "192.0.2.2/32")
            .out("a", "0.0.0.0/0", HTTPS);
    assertEquals(List.of(), model.reachability().crossEnvironmentRules());
    model.in("b", "0.0.0.0/0", SSH);
    assertEquals(
        List.of("I 0.0.0.0/0 tcp 22 of b (because) covers a"),
        texts(model.reachability().crossEnvironmentRules()));
  }

  @Test
  void findsInternetInEgressForTrafficThatTheOtherSideAccepts() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32")
            .host("b", PRODUCTION, "192.0.2.2/32")
            .host("c", PRODUCTION, "192.0.2.3/32")
            .out("a", "0.0.0.0/0", WEB)
            .in("b", "198.51.100.1/32", HTTPS)
            .in("c", "198.51.100.1/32", SSH);
    assertEquals(
        List.of("E 0.0.0.0/0 tcp 80-443 of a (because) covers b"),
        texts(model.reachability().crossEnvironmentRules()));
  }

  @Test
  void ignoresHostsWithoutEnvironment() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32")
            .host("x", null, "192.0.2.2/32")
            .out("a", "192.0.2.2/32", SSH)
            .in("x", "192.0.2.1/32", SSH);
    assertEquals(List.of(), model.reachability().crossEnvironmentRules());
  }

  private static List<String> texts(List<?> found) {
    return found.stream().map(Object::toString).toList();
  }
}
