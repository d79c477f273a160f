package dev.slipway.plan.security.reachability;

import static dev.slipway.value.Environment.STAGING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReachabilityDiffTest {
  private static final TrafficSet SSH = TrafficSet.ports(6, 22, 22);
  private static final TrafficSet WEB = TrafficSet.ports(6, 80, 443);

  @Test
  void ignoresNotationOfRules() {
    NetworkModelBuilder one = fleet().in("a", "198.51.100.0/27", SSH);
    NetworkModelBuilder two =
        fleet().in("a", "198.51.100.0/28", SSH).in("a", "198.51.100.16/28", SSH);
    assertChange(one, two, List.of(), List.of());
  }

  @Test
  void widerPrefixOpensOnlyNewAddresses() {
    assertChange(
        fleet().in("a", "198.51.100.0/28", SSH),
        fleet().in("a", "198.51.100.0/27", SSH),
        List.of("198.51.100.16/28 to a: tcp 22"),
        List.of());
  }

  /** The difference of all addresses and one is 32 prefixes; a reader needs the one. */
  @Test
  void allAddressesButAFewAreOneFlow() {
    assertChange(
        fleet().out("a", "0.0.0.0/0", SSH),
        fleet().out("a", "198.51.100.2/32", SSH).out("a", "203.0.113.0/24", SSH),
        List.of(),
        List.of("a to 0.0.0.0/0 except 198.51.100.2/32, 203.0.113.0/24: tcp 22"));
    assertChange(
        fleet().in("a", "0.0.0.0/0", SSH),
        fleet().in("a", "0.0.0.0/1", SSH),
        List.of(),
        List.of("128.0.0.0/1 to a: tcp 22"));
  }

  @Test
  void eachTrafficAndDirectionOfAHostIsOneFlow() {
    assertChange(
        fleet().in("a", "198.51.100.0/24", SSH),
        fleet().in("a", "198.51.100.16/28", SSH),
        List.of(),
        List.of("198.51.100.0/24 except 198.51.100.16/28 to a: tcp 22"));
    assertChange(
        fleet(),
        fleet().in("a", "198.51.100.0/28", SSH).in("a", "203.0.113.0/29", SSH),
        List.of("198.51.100.0/28, 203.0.113.0/29 to a: tcp 22"),
        List.of());
  }

  @Test
  void otherPortsOpenAndClose() {
    assertChange(
        fleet().out("a", "198.51.100.0/28", TrafficSet.ports(6, 1, 5)),
        fleet().out("a", "198.51.100.0/28", TrafficSet.ports(6, 4, 9)),
        List.of("a to 198.51.100.0/28: tcp 6-9"),
        List.of("a to 198.51.100.0/28: tcp 1-3"));
  }

  @Test
  void trafficBetweenHostsNeedsBothSides() {
    NetworkModelBuilder oneSide = fleet().out("a", "b", WEB);
    assertChange(fleet(), oneSide, List.of(), List.of());
    assertChange(
        oneSide,
        fleet().out("a", "b", WEB).in("b", "a", SSH.union(WEB)),
        List.of("a to b: tcp 80-443"),
        List.of());
  }

  @Test
  void namesHostsOfOtherNetworks() {
    NetworkModelBuilder closed =
        fleet().host("c", STAGING, "192.0.2.3/32").out("a", "192.0.2.0/24", SSH);
    NetworkModelBuilder open =
        fleet().host("c", STAGING, "192.0.2.3/32").out("a", "192.0.2.0/24", SSH);
    open.in("c", "192.0.2.1/32", SSH);
    assertChange(closed, open, List.of("a to c: tcp 22"), List.of());
  }

  @Test
  void newHostDoesNotChangeInternetTraffic() {
    NetworkModelBuilder before = fleet().out("a", "192.0.2.0/24", SSH);
    NetworkModelBuilder after =
        fleet()
            .out("a", "192.0.2.0/24", SSH)
            .host("c", STAGING, "192.0.2.3/32")
            .in("c", "192.0.2.1/32", SSH);
    assertChange(before, after, List.of("a to c: tcp 22"), List.of());
  }

  @Test
  void ignoresIngressOfUnreachableHost() {
    NetworkModelBuilder before = hidden();
    NetworkModelBuilder after =
        hidden().in("h", "198.51.100.0/28", SSH).out("h", "198.51.100.0/28", SSH);
    assertChange(before, after, List.of("h to 198.51.100.0/28: tcp 22"), List.of());
  }

  @Test
  void comparesBothIpVersions() {
    NetworkModelBuilder before = new NetworkModelBuilder().host("a", STAGING, "2001:db8::1/128");
    NetworkModelBuilder after =
        new NetworkModelBuilder().host("a", STAGING, "2001:db8::1/128").in("a", "fd00::/8", SSH);
    assertChange(before, after, List.of("fd00::/8 to a: tcp 22"), List.of());
    NetworkModelBuilder all =
        new NetworkModelBuilder().host("a", STAGING, "2001:db8::1/128").in("a", "::/0", SSH);
    assertChange(after, all, List.of("::/0 except fd00::/8 to a: tcp 22"), List.of());
  }

  @Test
  void unchangedTrafficIsNotListed() {
    NetworkModelBuilder before =
        fleet().out("a", "b", SSH).in("b", "a", SSH).in("a", "198.51.100.0/28", SSH);
    NetworkModelBuilder after =
        fleet().out("a", "b", WEB).in("b", "a", WEB).in("a", "198.51.100.0/28", SSH);
    assertChange(before, before, List.of(), List.of());
    assertChange(before, after, List.of("a to b: tcp 80-443"), List.of("a to b: tcp 22"));
  }

  @Test
  void filtersByHosts() {
    NetworkModelBuilder after =
        fleet().out("a", "198.51.100.0/28", SSH).in("b", "198.51.100.0/28", SSH);
    ReachabilityDiff change = ReachabilityDiff.between(fleet().build(), after.build());
    assertEquals(
        List.of("198.51.100.0/28 to b: tcp 22", "a to 198.51.100.0/28: tcp 22"),
        texts(change.opened()));
    assertEquals(
        List.of("a to 198.51.100.0/28: tcp 22"), texts(change.involving(List.of("a")).opened()));
    assertEquals(
        List.of("198.51.100.0/28 to b: tcp 22"), texts(change.involving(List.of("b")).opened()));
    ReachabilityDiff back = ReachabilityDiff.between(after.build(), fleet().build());
    assertEquals(List.of(), back.opened());
    assertEquals(1, back.involving(List.of("b")).closed().size());
  }

  private static NetworkModelBuilder fleet() {
    return new NetworkModelBuilder()
        .host("a", STAGING, "net", List.of("a"), List.of("10.0.0.1/32"), List.of("192.0.2.1/32"))
        .host("b", STAGING, "net", List.of("b"), List.of("10.0.0.2/32"), List.of("192.0.2.2/32"));
  }

  private static NetworkModelBuilder hidden() {
    return new NetworkModelBuilder()
        .host("h", STAGING, "h", List.of("h"), List.of("10.0.0.1/32"), List.of());
  }

  private static void assertChange(
      NetworkModelBuilder before,
      NetworkModelBuilder after,
      List<String> opens,
      List<String> closes) {
    ReachabilityDiff change = ReachabilityDiff.between(before.build(), after.build());
    assertEquals(opens, texts(change.opened()));
    assertEquals(closes, texts(change.closed()));
    ReachabilityDiff back = ReachabilityDiff.between(after.build(), before.build());
    assertEquals(opens, texts(back.closed()));
    assertEquals(closes, texts(back.opened()));
  }

  private static List<String> texts(List<Flow> flows) {
    return flows.stream().map(Flow::toString).toList();
  }
}
