package dev.slipway.plan.security.reachability;

import static dev.slipway.value.Environment.PRODUCTION;
import static dev.slipway.value.Environment.STAGING;
import static dev.slipway.value.Environment.TESTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.value.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
  private static final TrafficSet SSH = TrafficSet.ports(6, 22, 22);
  private static final TrafficSet WEB = TrafficSet.ports(6, 80, 443);
  private static final TrafficSet HTTPS = TrafficSet.of(Traffic.HTTPS);

  @Test
  void reachesByWhatBothSidesLetPass() {
    Model model =
        new Model()
            .machine("a", STAGING, "192.0.2.1/32")
            .machine("b", STAGING, "192.0.2.2/32")
            .out("a", "192.0.2.0/24", HTTPS.union(SSH))
            .in("b", "192.0.2.1/32", WEB);
    Reachability proof = model.reachability();
    assertEquals(HTTPS, proof.traffic(model.get("a"), model.get("b")));
    assertEquals(TrafficSet.NONE, proof.traffic(model.get("b"), model.get("a")));
    assertTrue(proof.mayReach(model.get("a"), model.get("b"), Traffic.HTTPS));
    assertFalse(proof.mayReach(model.get("a"), model.get("b"), Traffic.ETCD));
  }

  @Test
  void addsUpWhatSeveralRulesOfSeveralGroupsLetPass() {
    Model model =
        new Model()
            .machine("a", STAGING, "a", List.of("a", "x"), List.of(), List.of("192.0.2.1/32"))
            .machine("b", STAGING, "b", List.of("b", "y"), List.of(), List.of("192.0.2.2/32"))
            .out("a", "192.0.2.2/32", SSH)
            .out("x", "0.0.0.0/0", WEB)
            .in("b", "0.0.0.0/0", HTTPS)
            .in("y", "192.0.2.0/31", SSH);
    assertEquals(HTTPS.union(SSH), model.reachability().traffic(model.get("a"), model.get("b")));
  }

  @Test
  void ipVersionsDoNotHelpEachOther() {
    Model model =
        new Model()
            .machine("a", STAGING, "192.0.2.1/32", "2001:db8::1/128")
            .machine("b", PRODUCTION, "192.0.2.2/32", "2001:db8::2/128")
            .out("a", "0.0.0.0/0", SSH)
            .in("b", "::/0", SSH);
    assertEquals(TrafficSet.NONE, model.reachability().traffic(model.get("a"), model.get("b")));
    assertEquals(List.of(), model.reachability().crossEnvironmentPaths());
    model.out("a", "2001:db8::/64", SSH);
    assertEquals(1, model.reachability().crossEnvironmentPaths().size());
  }

  @Test
  void whoCannotBeAddressedFromOutsideIsNotReached() {
    Model model =
        new Model()
            .machine("a", STAGING, "192.0.2.1/32")
            .machine("b", PRODUCTION, "b", List.of("b"), List.of("10.0.0.1/32"), List.of())
            .out("a", "0.0.0.0/0", SSH)
            .in("b", "0.0.0.0/0", SSH);
    assertEquals(List.of(), model.reachability().crossEnvironmentPaths());
  }

  @Test
  void insideANetworkOwnAddressesCount() {
    Model model =
        new Model()
            .machine("a", STAGING, "net", List.of("a"), List.of("10.0.0.1/32"), List.of())
            .machine("b", STAGING, "net", List.of("b"), List.of("10.0.0.2/32"), List.of())
            .out("a", "10.0.0.0/24", SSH)
            .in("b", "a", SSH);
    assertEquals(SSH, model.reachability().traffic(model.get("a"), model.get("b")));
  }

  @Test
  void aGroupIsItsMembersAddressesToo() {
    Model model =
        new Model()
            .machine("a", STAGING, "net", List.of("a"), List.of("10.0.0.9/32"), List.of())
            .machine("wide", STAGING, "net", List.of("wide"), List.of("10.0.0.0/24"), List.of())
            .machine("b", STAGING, "net", List.of("b"), List.of("10.0.0.2/32"), List.of())
            .out("a", "b", SSH)
            .in("b", "wide", SSH);
    assertEquals(SSH, model.reachability().traffic(model.get("a"), model.get("b")));
  }

  @Test
  void aMemberCountsWhateverItsAddress() {
    Model model =
        new Model()
            .machine("a", STAGING, "net", List.of("a"), List.of(), List.of())
            .machine("b", STAGING, "net", List.of("b"), List.of(), List.of())
            .out("a", "b", SSH)
            .in("b", "a", SSH);
    assertEquals(SSH, model.reachability().traffic(model.get("a"), model.get("b")));
  }

  @Test
  void aMemberInAnotherNetworkCountsByItsAddressOnly() {
    Model model =
        new Model()
            .machine("a", STAGING, "a", List.of("a"), List.of("10.0.0.1/32"), List.of())
            .machine("b", STAGING, "192.0.2.2/32")
            .out("a", "0.0.0.0/0", SSH)
            .in("b", "a", SSH);
    assertEquals(TrafficSet.NONE, model.reachability().traffic(model.get("a"), model.get("b")));
  }

  @Test
  void findsAWayBetweenEnvironmentsAndSaysEachHop() {
    Model model =
        new Model()
            .machine("a", STAGING, "192.0.2.1/32")
            .machine("b", PRODUCTION, "192.0.2.2/32")
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
  void findsAWayThroughMachinesOfNoEnvironment() {
    Model model =
        new Model()
            .machine("a", STAGING, "192.0.2.1/32")
            .machine("x", null, "192.0.2.2/32")
            .machine("y", null, "192.0.2.3/32")
            .machine("b", PRODUCTION, "192.0.2.4/32")
            .out("a", "192.0.2.2/32", SSH)
            .in("x", "192.0.2.1/32", SSH)
            .out("x", "192.0.2.3/32", WEB)
            .in("y", "192.0.2.2/32", WEB)
            .out("y", "192.0.2.4/32", SSH)
            .in("b", "192.0.2.3/32", SSH);
    List<NetworkPath> ways = model.reachability().crossEnvironmentPaths();
    assertEquals(1, ways.size());
    assertEquals("a", ways.get(0).from().name());
    assertEquals("b", ways.get(0).to().name());
    assertEquals(
        List.of("a to x", "x to y", "y to b"),
        ways.get(0).hops().stream()
            .map(hop -> hop.from().name() + " to " + hop.to().name())
            .toList());
  }

  @Test
  void takesTheShortestOfSeveralWays() {
    Model model =
        new Model()
            .machine("a", STAGING, "192.0.2.1/32")
            .machine("x", null, "192.0.2.2/32")
            .machine("b", PRODUCTION, "192.0.2.4/32")
            .out("a", "192.0.2.0/29", SSH)
            .in("x", "192.0.2.0/29", SSH)
            .out("x", "192.0.2.0/29", SSH)
            .in("b", "192.0.2.0/29", SSH);
    assertEquals(1, model.reachability().crossEnvironmentPaths().size());
    assertEquals(1, model.reachability().crossEnvironmentPaths().get(0).hops().size());
  }

  @Test
  void aCircleOfMachinesOfNoEnvironmentEnds() {
    Model model =
        new Model()
            .machine("x", null, "192.0.2.1/32")
            .machine("y", null, "192.0.2.2/32")
            .machine("b", PRODUCTION, "192.0.2.4/32")
            .out("x", "192.0.2.0/24", SSH)
            .in("x", "192.0.2.0/24", SSH)
            .out("y", "192.0.2.0/24", SSH)
            .in("y", "192.0.2.0/24", SSH)
            .in("b", "192.0.2.0/24", SSH);
    assertEquals(List.of(), model.reachability().crossEnvironmentPaths());
  }

  @Test
  void tellsOfEachEnvironmentThatReachesAMachine() {
    Model model =
        new Model()
            .machine("a", STAGING, "192.0.2.1/32")
            .machine("t", TESTING, "192.0.2.2/32")
            .machine("b", PRODUCTION, "192.0.2.4/32")
            .out("a", "192.0.2.4/32", SSH)
            .out("t", "192.0.2.4/32", SSH)
            .in("b", "192.0.2.0/30", SSH);
    assertEquals(
        List.of("t", "a"),
        model.reachability().crossEnvironmentPaths().stream()
            .map(way -> way.from().name())
            .toList());
  }

  @Test
  void findsAStrangerInTheSameNetwork() {
    Model model =
        new Model()
            .machine("a", STAGING, "net", List.of("g"), List.of("10.0.0.1/32"), List.of())
            .machine("b", PRODUCTION, "net", List.of("g"), List.of("10.0.0.2/32"), List.of())
            .out("g", "g", SSH)
            .in("g", "g", SSH);
    assertEquals(2, model.reachability().crossEnvironmentPaths().size());
  }

  @Test
  void aWideAddressPairWidensEveryRuleForItsGroup() {
    Model model =
        new Model()
            .machine("a", STAGING, "192.0.2.1/32")
            .machine("b", PRODUCTION, "net", List.of("b"), List.of(), List.of("192.0.2.2/32"))
            .machine("c", PRODUCTION, "net", List.of("c"), List.of("10.0.0.3/32"), List.of())
            .out("a", "192.0.2.2/32", SSH)
            .in("b", "c", SSH);
    assertEquals(List.of(), model.reachability().crossEnvironmentPaths());
    model.machine("d", PRODUCTION, "net", List.of("c"), List.of("0.0.0.0/0"), List.of());
    assertEquals(1, model.reachability().crossEnvironmentPaths().size());
  }

  @Test
  void withinAnEnvironmentNothingIsRefused() {
    Model model =
        new Model()
            .machine("a", STAGING, "192.0.2.1/32")
            .machine("b", STAGING, "192.0.2.2/32")
            .out("a", "192.0.2.0/24", SSH)
            .in("b", "192.0.2.0/24", SSH);
    assertEquals(List.of(), model.reachability().crossEnvironmentPaths());
    assertEquals(List.of(), model.reachability().crossEnvironmentRules());
  }

  @Test
  void halfAWayIsFoundOnEitherSide() {
    Model model =
        new Model()
            .machine("a", STAGING, "192.0.2.1/32")
            .machine("b", PRODUCTION, "192.0.2.2/32")
            .machine("c", PRODUCTION, "192.0.2.3/32")
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
  void theInternetIsNoHalfWayOutButOneIn() {
    Model model =
        new Model()
            .machine("a", STAGING, "192.0.2.1/32")
            .machine("b", PRODUCTION, "192.0.2.2/32")
            .out("a", "0.0.0.0/0", HTTPS);
    assertEquals(List.of(), model.reachability().crossEnvironmentRules());
    model.in("b", "0.0.0.0/0", SSH);
    assertEquals(
        List.of("I 0.0.0.0/0 tcp 22 of b (because) covers a"),
        texts(model.reachability().crossEnvironmentRules()));
  }

  @Test
  void aMachineOfNoEnvironmentHasNoHalfWay() {
    Model model =
        new Model()
            .machine("a", STAGING, "192.0.2.1/32")
            .machine("x", null, "192.0.2.2/32")
            .out("a", "192.0.2.2/32", SSH)
            .in("x", "192.0.2.1/32", SSH);
    assertEquals(List.of(), model.reachability().crossEnvironmentRules());
  }

  @Test
  void anUnknownAddressIsAnyAddress() {
    Model model =
        new Model()
            .machine("a", STAGING, "::/0")
            .machine("b", PRODUCTION, "2001:db8::2/128")
            .out("a", "::/0", SSH)
            .in("b", "2001:db8:1::/48", SSH);
    assertEquals(1, model.reachability().crossEnvironmentPaths().size());
    assertEquals(List.of(), model.reachability().crossEnvironmentRules());
  }

  @Test
  void saysWhatPassesToAndFromOutside() {
    Model model =
        new Model()
            .machine("a", STAGING, "192.0.2.1/32")
            .machine("b", STAGING, "b", List.of("b"), List.of("10.0.0.1/32"), List.of())
            .in("a", "198.51.100.0/28", SSH)
            .in("a", "198.51.100.0/28", HTTPS)
            .in("a", "192.0.2.1/32", SSH)
            .in("b", "0.0.0.0/0", SSH)
            .out("a", "0.0.0.0/0", HTTPS)
            .out("a", "a", SSH);
    Reachability proof = model.reachability();
    assertEquals(
        List.of("198.51.100.0/28 to a: tcp 22, tcp 443"), texts(proof.fromOutside(model.get("a"))));
    assertEquals(List.of(), proof.fromOutside(model.get("b")));
    assertEquals(List.of("a to 0.0.0.0/0: tcp 443"), texts(proof.toOutside(model.get("a"))));
  }

  @Test
  void aRuleOfOneIpVersionIsNotForAddressesOfTheOther() {
    Remote strangers = new Remote.Group("c");
    Rule rule = new Rule("v6", Direction.INGRESS, 6, strangers, SSH, "because", "");
    Model model =
        new Model()
            .machine("a", STAGING, "192.0.2.1/32", "2001:db8::1/128")
            .machine("b", PRODUCTION, "192.0.2.2/32", "2001:db8::2/128")
            .machine("c", PRODUCTION, "192.0.2.0/24")
            .out("a", "2001:db8::/64", SSH)
            .add("b", rule);
    assertEquals(TrafficSet.NONE, model.reachability().traffic(model.get("a"), model.get("b")));
  }

  @Test
  void outsideIsOfAnIpVersionThatTheMachineIsReachedBy() {
    Model model =
        new Model()
            .machine("a", STAGING, "192.0.2.1/32")
            .machine("b", STAGING, "::/0")
            .in("a", "2001:db8:1::/48", SSH)
            .in("b", "2001:db8:1::/48", SSH);
    assertEquals(List.of(), model.reachability().fromOutside(model.get("a")));
    assertEquals(
        List.of("2001:db8:1::/48 to b: tcp 22"),
        texts(model.reachability().fromOutside(model.get("b"))));
  }

  @Test
  void aGroupThatIsNotThereIsRefused() {
    Host lost = new Model().machine("a", STAGING, "192.0.2.1/32").get("a");
    assertEquals(
        "a is in groups [a], of which not all are there",
        assertThrows(
                IllegalArgumentException.class, () -> new NetworkModel(List.of(lost), List.of()))
            .getMessage());
  }

  private static List<String> texts(List<?> found) {
    return found.stream().map(Object::toString).toList();
  }
}
