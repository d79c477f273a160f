package dev.slipway.plan.security.reachability;

import static dev.slipway.value.Environment.PRODUCTION;
import static dev.slipway.value.Environment.STAGING;
import static dev.slipway.value.Environment.TESTING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Paths from a host of one environment to a host of another. */
class CrossEnvironmentPathsTest {
  private static final TrafficSet SSH = TrafficSet.ports(6, 22, 22);
  private static final TrafficSet WEB = TrafficSet.ports(6, 80, 443);

  @Test
  void hostWithoutExternalAddressIsNotReached() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32")
            .host("b", PRODUCTION, "b", List.of("b"), List.of("10.0.0.1/32"), List.of())
            .out("a", "0.0.0.0/0", SSH)
            .in("b", "0.0.0.0/0", SSH);
    assertEquals(List.of(), model.reachability().crossEnvironmentPaths());
  }

  @Test
  void describesEachHop() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32")
            .host("b", PRODUCTION, "192.0.2.2/32")
            .out("a", "192.0.2.0/24", SSH)
            .in("b", "192.0.2.0/30", SSH);
    assertEquals(
        """
          1. a reaches b by tcp 22
             leaves by E 192.0.2.0/24 tcp 22 of a (because)
             enters by I 192.0.2.0/30 tcp 22 of b (because)
        """,
        model.reachability().crossEnvironmentPaths().get(0) + "\n");
  }

  @Test
  void findsPathThroughHostsWithoutEnvironment() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32")
            .host("x", null, "192.0.2.2/32")
            .host("y", null, "192.0.2.3/32")
            .host("b", PRODUCTION, "192.0.2.4/32")
            .out("a", "192.0.2.2/32", SSH)
            .in("x", "192.0.2.1/32", SSH)
            .out("x", "192.0.2.3/32", WEB)
            .in("y", "192.0.2.2/32", WEB)
            .out("y", "192.0.2.4/32", SSH)
            .in("b", "192.0.2.3/32", SSH);
    List<NetworkPath> paths = model.reachability().crossEnvironmentPaths();
    assertEquals(1, paths.size());
    assertEquals("a", paths.get(0).from().name());
    assertEquals("b", paths.get(0).to().name());
    assertEquals(
        List.of("a to x", "x to y", "y to b"),
        paths.get(0).hops().stream()
            .map(hop -> hop.from().name() + " to " + hop.to().name())
            .toList());
  }

  @Test
  void reportsOnlyShortestPath() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32")
            .host("x", null, "192.0.2.2/32")
            .host("b", PRODUCTION, "192.0.2.4/32")
            .out("a", "192.0.2.0/29", SSH)
            .in("x", "192.0.2.0/29", SSH)
            .out("x", "192.0.2.0/29", SSH)
            .in("b", "192.0.2.0/29", SSH);
    assertEquals(1, model.reachability().crossEnvironmentPaths().size());
    assertEquals(1, model.reachability().crossEnvironmentPaths().get(0).hops().size());
  }

  @Test
  void endsWhenHostsWithoutEnvironmentFormCycle() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("x", null, "192.0.2.1/32")
            .host("y", null, "192.0.2.2/32")
            .host("b", PRODUCTION, "192.0.2.4/32")
            .out("x", "192.0.2.0/24", SSH)
            .in("x", "192.0.2.0/24", SSH)
            .out("y", "192.0.2.0/24", SSH)
            .in("y", "192.0.2.0/24", SSH)
            .in("b", "192.0.2.0/24", SSH);
    assertEquals(List.of(), model.reachability().crossEnvironmentPaths());
  }

  @Test
  void reportsOnePathFromEachEnvironment() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32")
            .host("t", TESTING, "192.0.2.2/32")
            .host("b", PRODUCTION, "192.0.2.4/32")
            .out("a", "192.0.2.4/32", SSH)
            .out("t", "192.0.2.4/32", SSH)
            .in("b", "192.0.2.0/30", SSH);
    assertEquals(
        List.of("t", "a"),
        model.reachability().crossEnvironmentPaths().stream()
            .map(path -> path.from().name())
            .toList());
  }

  @Test
  void findsHostOfAnotherEnvironmentInSameNetwork() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "net", List.of("g"), List.of("10.0.0.1/32"), List.of())
            .host("b", PRODUCTION, "net", List.of("g"), List.of("10.0.0.2/32"), List.of())
            .out("g", "g", SSH)
            .in("g", "g", SSH);
    assertEquals(2, model.reachability().crossEnvironmentPaths().size());
  }

  @Test
  void wideAllowedAddressPairWidensRulesForItsGroup() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32")
            .host("b", PRODUCTION, "net", List.of("b"), List.of(), List.of("192.0.2.2/32"))
            .host("c", PRODUCTION, "net", List.of("c"), List.of("10.0.0.3/32"), List.of())
            .out("a", "192.0.2.2/32", SSH)
            .in("b", "c", SSH);
    assertEquals(List.of(), model.reachability().crossEnvironmentPaths());
    model.host("d", PRODUCTION, "net", List.of("c"), List.of("0.0.0.0/0"), List.of());
    assertEquals(1, model.reachability().crossEnvironmentPaths().size());
  }

  @Test
  void ignoresTrafficWithinEnvironment() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32")
            .host("b", STAGING, "192.0.2.2/32")
            .out("a", "192.0.2.0/24", SSH)
            .in("b", "192.0.2.0/24", SSH);
    assertEquals(List.of(), model.reachability().crossEnvironmentPaths());
    assertEquals(List.of(), model.reachability().crossEnvironmentRules());
  }

  @Test
  void treatsUnknownAddressAsAnyAddress() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "::/0")
            .host("b", PRODUCTION, "2001:db8::2/128")
            .out("a", "::/0", SSH)
            .in("b", "2001:db8:1::/48", SSH);
    assertEquals(1, model.reachability().crossEnvironmentPaths().size());
    assertEquals(
        List.of("E ::/0 tcp 22 of a (because) covers b"),
        model.reachability().crossEnvironmentRules().stream().map(Object::toString).toList());
  }
}
