package dev.slipway.plan.security.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operations on every pair of sets of a small universe, checked with every packet of it. */
class TrafficSetTest {
  /** Packets below and above each limit of the sets. */
  private static final List<TrafficSet> PACKETS =
      Stream.of(0, 1, 2, 3, 4, 5, 6, 7, 65_535)
          .flatMap(port -> Stream.of(0, 5, 6, 7, 255).map(it -> TrafficSet.ports(it, port, port)))
          .toList();

  private static final List<TrafficSet> SETS = sets();

  private static List<TrafficSet> sets() {
    List<TrafficSet> sets = new ArrayList<>(List.of(TrafficSet.NONE, TrafficSet.ALL));
    for (int first = 1; first <= 6; first++) {
      for (int last = first; last <= 6; last++) {
        sets.add(TrafficSet.ports(6, first, last));
      }
    }
    sets.add(TrafficSet.ports(7, 2, 3));
    sets.add(TrafficSet.protocol(6));
    sets.add(TrafficSet.protocol(255));
    sets.add(TrafficSet.ports(6, 1, 2).union(TrafficSet.ports(6, 4, 5)));
    return sets;
  }

  @Test
  void operationsMatchSetsOfPackets() {
    for (TrafficSet one : SETS) {
      for (TrafficSet two : SETS) {
        for (TrafficSet packet : PACKETS) {
          boolean inOne = one.contains(packet);
          boolean inTwo = two.contains(packet);
          assertEquals(inOne || inTwo, one.union(two).contains(packet));
          assertEquals(inOne && inTwo, one.intersect(two).contains(packet));
          assertEquals(inOne && !inTwo, one.minus(two).contains(packet));
        }
      }
    }
  }

  @Test
  void equalSetsAreEqualValues() {
    for (TrafficSet one : SETS) {
      for (TrafficSet two : SETS) {
        assertEquals(one.union(two), two.union(one));
        assertEquals(one, one.intersect(two).union(one.minus(two)));
        assertEquals(one.intersect(two), one.minus(one.minus(two)));
        assertEquals(one.contains(two) && two.contains(one), one.equals(two));
      }
    }
  }

  @Test
  void lastValueOfLastProtocolIsIncluded() {
    TrafficSet last = TrafficSet.ports(255, 65_535, 65_535);
    assertEquals(last, TrafficSet.ALL.minus(TrafficSet.ALL.minus(last)));
    assertEquals(
        TrafficSet.ports(0, 0, 0),
        TrafficSet.ALL.minus(TrafficSet.ALL.minus(TrafficSet.ports(0, 0, 0))));
  }

  @Test
  void adjacentPortsAreOneRange() {
    assertEquals(
        TrafficSet.ports(6, 50_000, 50_001),
        TrafficSet.of(Traffic.TALOS_API).union(TrafficSet.of(Traffic.TRUSTD)));
    assertEquals(1, TrafficSet.ports(6, 0, 9).union(TrafficSet.ports(6, 3, 4)).ranges().size());
  }

  @Test
  void namedTrafficHasItsPackets() {
    assertEquals(TrafficSet.ports(6, 2379, 2380), TrafficSet.of(Traffic.ETCD));
    assertEquals(TrafficSet.ports(17, 123, 123), TrafficSet.of(Traffic.NTP));
    assertEquals(TrafficSet.protocol(112), TrafficSet.of(Traffic.VRRP));
    assertEquals(TrafficSet.icmpType(1, 8), TrafficSet.of(Traffic.PING));
    assertEquals(TrafficSet.icmpType(58, 128), TrafficSet.of(Traffic.PING_IPV6));
  }

  @Test
  void pingIsNotAllIcmp() {
    TrafficSet ping = TrafficSet.of(Traffic.PING);
    assertTrue(ping.contains(TrafficSet.icmpCode(1, 8, 0)));
    assertTrue(ping.contains(TrafficSet.icmpCode(1, 8, 255)));
    assertFalse(ping.contains(TrafficSet.icmpCode(1, 0, 0)));
    assertFalse(ping.contains(TrafficSet.icmpCode(1, 9, 0)));
    assertFalse(ping.contains(TrafficSet.icmpCode(1, 7, 255)));
  }

  @Test
  void formatsTraffic() {
    assertEquals("nothing", TrafficSet.NONE.toString());
    assertEquals("any protocol", TrafficSet.ALL.toString());
    assertEquals("tcp 443", TrafficSet.of(Traffic.HTTPS).toString());
    assertEquals("tcp 2379-2380", TrafficSet.of(Traffic.ETCD).toString());
    assertEquals("tcp", TrafficSet.protocol(6).toString());
    assertEquals("vrrp", TrafficSet.of(Traffic.VRRP).toString());
    assertEquals("protocol 99", TrafficSet.protocol(99).toString());
    assertEquals("icmp 8", TrafficSet.of(Traffic.PING).toString());
    assertEquals("icmp 8-9", TrafficSet.icmpType(1, 8).union(TrafficSet.icmpType(1, 9)).toString());
    assertEquals("icmp 8 code 0", TrafficSet.icmpCode(1, 8, 0).toString());
    assertEquals(
        "icmp 8 code 1 to 8 code 255",
        TrafficSet.icmpType(1, 8).minus(TrafficSet.icmpCode(1, 8, 0)).toString());
    assertEquals(
        "ipv6-icmp 128 code 0 to 128 code 254",
        TrafficSet.icmpType(58, 128).minus(TrafficSet.icmpCode(58, 128, 255)).toString());
    assertEquals(
        "tcp 0-442, tcp 444-65535",
        TrafficSet.protocol(6).minus(TrafficSet.of(Traffic.HTTPS)).toString());
    assertEquals(
        "tcp 65535, protocol 7, egp 0",
        TrafficSet.union(
                Stream.of(
                    TrafficSet.protocol(7),
                    TrafficSet.ports(6, 65_535, 65_535),
                    TrafficSet.ports(8, 0, 0)))
            .toString());
  }
}
