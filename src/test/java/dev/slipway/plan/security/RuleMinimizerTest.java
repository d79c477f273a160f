package dev.slipway.plan.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Protocol;
import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Laws, over every three rules of a small universe in every order, and over larger lists. */
class RuleMinimizerTest {
  private static final long SEED = 20261124;
  private static final Traffic LOW = tcp(1, 2);
  private static final Traffic NEXT = tcp(3, 4);
  private static final Traffic ACROSS = tcp(2, 3);
  private static final Traffic APART = tcp(6, 6);
  private static final Traffic UDP = new Traffic("udp", Protocol.UDP, 1, 2);
  private static final Traffic PONG = new Traffic("icmp 9", Protocol.ICMP, 9, 9);

  private static final List<SecurityRule> UNIVERSE = universe();
  private static final List<Packet> PACKETS = packets();

  /** A packet that a rule lets pass or not; {@code groups} are those that the other side is in. */
  private record Packet(
      Direction direction, Protocol protocol, int port, IpAddress address, Set<String> groups) {
    boolean passes(SecurityRule rule) {
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

    boolean passes(List<SecurityRule> rules) {
      return rules.stream().anyMatch(this::passes);
    }
  }

  private static List<SecurityRule> universe() {
    List<SecurityRule> rules = new ArrayList<>();
    for (String remote :
        List.of("10.0.0.0/32", "10.0.0.1/32", "10.0.0.0/31", "0.0.0.0/0", "ops-worker")) {
      for (Traffic traffic : List.of(LOW, NEXT, ACROSS, APART)) {
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
  void anyThreeRulesKeepTheirMeaningInEveryOrder() {
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
  void longListsKeepTheirMeaningAndCannotBeReducedFurther() {
    Random chance = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      List<SecurityRule> many = new ArrayList<>(UNIVERSE);
      Collections.shuffle(many, chance);
      List<SecurityRule> some = many.subList(0, 4 + chance.nextInt(10));
      List<SecurityRule> reduced = RuleMinimizer.minimize(some);
      assertSamePackets(some, reduced);
      assertEquals(reduced, RuleMinimizer.minimize(reduced));
      Collections.shuffle(some, chance);
      assertEquals(reduced, RuleMinimizer.minimize(some));
      for (SecurityRule rule : reduced) {
        assertTrue(reduced.stream().noneMatch(other -> !other.equals(rule) && other.covers(rule)));
      }
      assertEquals(reasons(some), reasons(reduced), "every sentence is still named by a rule");
    }
  }

  private static void assertSamePackets(List<SecurityRule> one, List<SecurityRule> two) {
    for (Packet packet : PACKETS) {
      assertEquals(packet.passes(one), packet.passes(two), () -> packet + " of " + one);
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

  @Test
  void portsSideBySideBecomeOneRange() {
    assertReduced(
        List.of(rule("10.0.0.1/32", NEXT), rule("10.0.0.1/32", LOW)),
        "ingress-ipv4-tcp-1-4-10.0.0.1_32");
    assertReduced(
        List.of(rule("10.0.0.1/32", tcp(1, 9)), rule("10.0.0.1/32", LOW)),
        "ingress-ipv4-tcp-1-9-10.0.0.1_32");
    assertReduced(
        List.of(rule("ops-worker", APART), rule("ops-worker", NEXT)),
        "ingress-ipv4-tcp-3-4-ops-worker",
        "ingress-ipv4-tcp-6-ops-worker");
  }

  @Test
  void aJoinedRuleNamesBothTraffics() {
    SecurityRule one =
        RuleMinimizer.minimize(List.of(rule("ops-worker", NEXT), rule("ops-worker", LOW))).get(0);
    assertEquals("tcp 1-2, tcp 3-4 (tcp 1-4)", one.traffic().toString());
    assertEquals("to ops-worker by tcp 1-2; to ops-worker by tcp 3-4", one.description());
    assertEquals(
        "tcp 1-2, tcp 2-3, tcp 3-4",
        RuleMinimizer.minimize(List.of(one, rule("ops-worker", ACROSS))).get(0).traffic().label());
  }

  @Test
  void prefixesSideBySideBecomeOne() {
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
  void whatIsOpenAlreadyGoes() {
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
  void whatRemainsHasTheReasonsOfWhatWent() {
    SecurityRule left =
        RuleMinimizer.minimize(List.of(rule("10.0.0.1/32", LOW), rule("10.0.0.0/24", tcp(1, 9))))
            .get(0);
    assertEquals(List.of("to 10.0.0.0/24 by tcp 1-9", "to 10.0.0.1/32 by tcp 1-2"), left.reasons());
    assertEquals("tcp 1-9", left.traffic().label());
  }

  @Test
  void aJoinedPrefixHasTheReasonsOfItsOwnPartsOnly() {
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
  void icmpTypesSideBySideStayTwo() {
    assertReduced(
        List.of(rule("ops-worker", Traffic.PING), rule("ops-worker", PONG)),
        "ingress-ipv4-icmp-8-ops-worker",
        "ingress-ipv4-icmp-9-ops-worker");
    assertReduced(
        List.of(rule("ops-worker", Traffic.VRRP), rule("ops-worker", Traffic.VRRP)),
        "ingress-ipv4-vrrp-ops-worker");
  }

  @Test
  void coveringNeedsEveryPart() {
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

  private static SecurityRule rule(String remote, Traffic traffic) {
    return rule(Direction.INGRESS, remote, traffic);
  }

  private static SecurityRule rule(Direction direction, String remote, Traffic traffic) {
    boolean prefix = remote.contains("/");
    return new SecurityRule(
        direction,
        prefix ? IpPrefix.parse(remote).version() : 4,
        traffic,
        prefix ? new Remote.Prefix(IpPrefix.parse(remote)) : group(remote),
        prefix ? List.of(jumpHost(remote)) : List.of(),
        List.of("to " + remote + " by " + traffic.label()));
  }

  private static Remote group(String name) {
    ServerRole role = name.equals("ops-worker") ? ServerRole.WORKER : ServerRole.CONTROL_PLANE;
    return new Remote.Group(DnsLabel.parse("ops"), role);
  }

  private static Peer.External jumpHost(String prefix) {
    return new Peer.External(Peer.Kind.JUMP_HOST, IpPrefix.parse(prefix), "key of " + prefix);
  }

  private static Traffic tcp(int first, int last) {
    String ports = first == last ? "tcp " + first : "tcp " + first + "-" + last;
    return new Traffic(ports, Protocol.TCP, first, last);
  }
}
