package dev.slipway.plan.security.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.security.reachability.TrafficByAddress.Allowed;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrafficByAddressTest {
  private static final long SEED = 20261124;
  private static final List<String> PREFIXES =
      List.of(
          "0.0.0.0/0",
          "0.0.0.0/1",
          "128.0.0.0/1",
          "10.0.0.0/29",
          "10.0.0.0/30",
          "10.0.0.4/30",
          "10.0.0.2/31",
          "10.0.0.3/32",
          "255.255.255.255/32");
  private static final List<String> ADDRESSES =
      List.of(
          "0.0.0.0",
          "9.255.255.255",
          "10.0.0.0",
          "10.0.0.1",
          "10.0.0.2",
          "10.0.0.3",
          "10.0.0.4",
          "10.0.0.7",
          "10.0.0.8",
          "127.255.255.255",
          "128.0.0.0",
          "255.255.255.254",
          "255.255.255.255");
  private final Random chance = new Random(SEED);

  @Test
  void equalsUnionAtEveryAddress() {
    for (int i = 0; i < 300; i++) {
      List<Allowed> one = some();
      List<Allowed> two = some();
      TrafficByAddress here = TrafficByAddress.of(one);
      TrafficByAddress there = TrafficByAddress.of(two);
      for (String text : ADDRESSES) {
        IpAddress address = IpAddress.parse(text);
        assertEquals(passing(one, address), here.at(address));
        assertEquals(
            passing(one, address).minus(passing(two, address)), here.minus(there).at(address));
        assertTrue(here.at(address).contains(here.everywhere(4)));
      }
      assertEquals(here, TrafficByAddress.of(here.entries()));
      assertEquals(TrafficByAddress.NONE, here.minus(here));
    }
  }

  @Test
  void sameTrafficFromOtherPrefixesIsEqual() {
    TrafficSet ssh = TrafficSet.ports(6, 22, 22);
    assertEquals(
        TrafficByAddress.of(List.of(allowed("0.0.0.0/0", ssh))),
        TrafficByAddress.of(List.of(allowed("128.0.0.0/1", ssh), allowed("0.0.0.0/1", ssh))));
  }

  @Test
  void everywhereIsTrafficOfAllAddresses() {
    TrafficSet ssh = TrafficSet.ports(6, 22, 22);
    TrafficSet all = TrafficSet.ports(6, 0, 99);
    assertEquals(
        ssh,
        TrafficByAddress.of(List.of(allowed("0.0.0.0/1", all), allowed("128.0.0.0/1", ssh)))
            .everywhere(4));
    assertEquals(
        TrafficSet.NONE, TrafficByAddress.of(List.of(allowed("128.0.0.0/1", ssh))).everywhere(4));
    assertEquals(
        TrafficSet.NONE, TrafficByAddress.of(List.of(allowed("0.0.0.0/1", ssh))).everywhere(4));
    assertEquals(ssh, TrafficByAddress.of(List.of(allowed("::/0", ssh))).everywhere(6));
    assertEquals(TrafficSet.NONE, TrafficByAddress.NONE.everywhere(6));
  }

  @Test
  void entriesAreFewestPrefixes() {
    TrafficSet ssh = TrafficSet.ports(6, 22, 22);
    TrafficByAddress most =
        TrafficByAddress.of(List.of(allowed("10.0.0.0/29", ssh)))
            .minus(TrafficByAddress.of(List.of(allowed("10.0.0.3/32", ssh))));
    assertEquals(
        List.of("10.0.0.0/31", "10.0.0.2/32", "10.0.0.4/30"),
        most.entries().stream().map(piece -> piece.prefix().toString()).toList());
    assertEquals(
        List.of(allowed("ffff::/16", ssh)),
        TrafficByAddress.of(List.of(allowed("ffff::/16", ssh))).entries());
  }

  private List<Allowed> some() {
    List<Allowed> some = new ArrayList<>();
    IntStream.range(0, chance.nextInt(5))
        .forEach(
            i -> {
              int first = chance.nextInt(4);
              some.add(
                  allowed(
                      PREFIXES.get(chance.nextInt(PREFIXES.size())),
                      TrafficSet.ports(6, first, first + chance.nextInt(3))));
            });
    return some;
  }

  private static TrafficSet passing(List<Allowed> allowed, IpAddress address) {
    return TrafficSet.union(
        allowed.stream().filter(one -> one.prefix().contains(address)).map(Allowed::traffic));
  }

  private static Allowed allowed(String prefix, TrafficSet traffic) {
    return new Allowed(IpPrefix.parse(prefix), traffic);
  }
}
