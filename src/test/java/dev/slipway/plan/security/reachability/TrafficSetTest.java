package dev.slipway.plan.security.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The algebra of sets, over every pair of sets of a small universe and every packet of it. */
class TrafficSetTest {
  /** One below and one above each edge of the sets below. */
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
    sets.add(TrafficSet.ports(6, 1, 2).or(TrafficSet.ports(6, 4, 5)));
    return sets;
  }

  @Test
  void everyOperationIsThatOfItsPackets() {
    for (TrafficSet one : SETS) {
      for (TrafficSet two : SETS) {
        for (TrafficSet packet : PACKETS) {
          boolean inOne = one.contains(packet);
          boolean inTwo = two.contains(packet);
          assertEquals(inOne || inTwo, one.or(two).contains(packet));
          assertEquals(inOne && inTwo, one.and(two).contains(packet));
          assertEquals(inOne && !inTwo, one.minus(two).contains(packet));
        }
      }
    }
  }

  @Test
  void equalSetsAreEqualValuesHoweverTheyWereMade() {
    for (TrafficSet one : SETS) {
      for (TrafficSet two : SETS) {
        assertEquals(one.or(two), two.or(one));
        assertEquals(one, one.and(two).or(one.minus(two)));
        assertEquals(one.and(two), one.minus(one.minus(two)));
        assertEquals(one.contains(two) && two.contains(one), one.equals(two));
      }
    }
  }

  @Test
  void theLastPlaceOfAllIsOneToo() {
    TrafficSet last = TrafficSet.ports(255, 65_535, 65_535);
    assertEquals(last, TrafficSet.ALL.minus(TrafficSet.ALL.minus(last)));
    assertEquals(
        TrafficSet.ports(0, 0, 0),
        TrafficSet.ALL.minus(TrafficSet.ALL.minus(TrafficSet.ports(0, 0, 0))));
  }

  @Test
  void portsSideBySideAreOneRange() {
    assertEquals(
        TrafficSet.ports(6, 50_000, 50_001),
        TrafficSet.of(Traffic.TALOS_API).or(TrafficSet.of(Traffic.TRUSTD)));
    assertEquals(1, TrafficSet.ports(6, 0, 9).or(TrafficSet.ports(6, 3, 4)).ranges().size());
  }

  @Test
  void aNameIsItsPackets() {
    assertEquals(TrafficSet.ports(6, 2379, 2380), TrafficSet.of(Traffic.ETCD));
    assertEquals(TrafficSet.ports(17, 123, 123), TrafficSet.of(Traffic.NTP));
    assertEquals(TrafficSet.protocol(112), TrafficSet.of(Traffic.VRRP));
    assertEquals(TrafficSet.types(1, 8), TrafficSet.of(Traffic.PING));
    assertEquals(TrafficSet.types(58, 128), TrafficSet.of(Traffic.PING_IPV6));
  }

  @Test
  void aPingIsNotAllOfIcmp() {
    TrafficSet ping = TrafficSet.of(Traffic.PING);
    assertTrue(ping.contains(TrafficSet.codes(1, 8, 0)));
    assertTrue(ping.contains(TrafficSet.codes(1, 8, 255)));
    assertFalse(ping.contains(TrafficSet.codes(1, 0, 0)));
    assertFalse(ping.contains(TrafficSet.codes(1, 9, 0)));
    assertFalse(ping.contains(TrafficSet.codes(1, 7, 255)));
  }

  @Test
  void readsAsPeopleSayIt() {
    assertEquals("nothing", TrafficSet.NONE.toString());
    assertEquals("any protocol", TrafficSet.ALL.toString());
    assertEquals("tcp 443", TrafficSet.of(Traffic.HTTPS).toString());
    assertEquals("tcp 2379-2380", TrafficSet.of(Traffic.ETCD).toString());
    assertEquals("tcp", TrafficSet.protocol(6).toString());
    assertEquals("vrrp", TrafficSet.of(Traffic.VRRP).toString());
    assertEquals("protocol 99", TrafficSet.protocol(99).toString());
    assertEquals("icmp 8", TrafficSet.of(Traffic.PING).toString());
    assertEquals("icmp 8-9", TrafficSet.types(1, 8).or(TrafficSet.types(1, 9)).toString());
    assertEquals("icmp 8 code 0", TrafficSet.codes(1, 8, 0).toString());
    assertEquals(
        "icmp 8 code 1 to 8 code 255",
        TrafficSet.types(1, 8).minus(TrafficSet.codes(1, 8, 0)).toString());
    assertEquals(
        "ipv6-icmp 128 code 0 to 128 code 254",
        TrafficSet.types(58, 128).minus(TrafficSet.codes(58, 128, 255)).toString());
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
