package dev.slipway.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrefixTrieTest {
  private final PrefixTrie<String> map = new PrefixTrie<>();

  PrefixTrieTest() {
    for (String prefix :
        List.of(
            "10.0.0.0/8", "10.0.0.0/24", "10.0.0.7/32", "10.0.1.0/24", "::/0", "2001:db8::/32")) {
      map.add(IpPrefix.parse(prefix), prefix);
    }
    map.add(IpPrefix.parse("10.0.0.7/32"), "again");
  }

  @Test
  void findsContainedPrefixes() {
    assertEquals(
        List.of("10.0.0.0/24", "10.0.0.7/32", "again"),
        sorted(map.containedIn(IpPrefix.parse("10.0.0.0/24"))));
    assertEquals(List.of(), sorted(map.containedIn(IpPrefix.parse("11.0.0.0/8"))));
    assertEquals(List.of("2001:db8::/32", "::/0"), sorted(map.containedIn(IpPrefix.ALL_IPV6)));
  }

  @Test
  void findsContainingPrefixes() {
    assertEquals(
        List.of("10.0.0.0/24", "10.0.0.0/8", "10.0.0.7/32", "again"),
        sorted(map.containing(IpPrefix.parse("10.0.0.7/32"))));
    assertEquals(
        List.of("10.0.0.0/24", "10.0.0.0/8"),
        sorted(map.containing(IpPrefix.parse("10.0.0.6/32"))));
    assertEquals(List.of(), sorted(map.containing(IpPrefix.ALL_IPV4)));
    assertEquals(List.of("::/0"), sorted(map.containing(IpPrefix.parse("2001:db9::/32"))));
  }

  @Test
  void findsOverlappingPrefixes() {
    assertEquals(
        List.of("10.0.0.0/24", "10.0.0.0/8", "10.0.0.7/32", "again"),
        map.overlapping(IpPrefix.parse("10.0.0.0/28")).distinct().sorted().toList());
  }

  private static List<String> sorted(Stream<String> found) {
    return found.sorted().toList();
  }
}
