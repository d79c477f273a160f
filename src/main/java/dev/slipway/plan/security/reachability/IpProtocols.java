package dev.slipway.plan.security.reachability;

import dev.slipway.value.Protocol;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Neutron's names of protocols. Source: neutron-lib, {@code IP_PROTOCOL_MAP}. */
final class IpProtocols {
  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("ah", 51),
          Map.entry("dccp", 33),
          Map.entry("egp", 8),
          Map.entry("esp", 50),
          Map.entry("gre", 47),
          Map.entry("hopopt", 0),
          Map.entry("icmp", 1),
          Map.entry("igmp", 2),
          Map.entry("ipip", 4),
          Map.entry("ipv6-encap", 41),
          Map.entry("ipv6-frag", 44),
          Map.entry("ipv6-icmp", 58),
          Map.entry("ipv6-nonxt", 59),
          Map.entry("ipv6-opts", 60),
          Map.entry("ipv6-route", 43),
          Map.entry("ospf", 89),
          Map.entry("pgm", 113),
          Map.entry("rsvp", 46),
          Map.entry("sctp", 132),
          Map.entry("tcp", 6),
          Map.entry("udp", 17),
          Map.entry("udplite", 136),
          Map.entry("vrrp", 112));

  private static final Map<Integer, String> NAMES = new TreeMap<>();

  static {
    NUMBERS.forEach((name, number) -> NAMES.put(number, name));
  }

  private IpProtocols() {}

  /** The name of a number, or {@code protocol 99}. */
  static String of(int number) {
    return NAMES.getOrDefault(number, "protocol " + number);
  }

  /** The number of a name; empty where Neutron has no such name. */
  static Optional<Integer> number(String name) {
    return Optional.ofNullable(NUMBERS.get(name));
  }

  /** Whether packets carry a type and a code. */
  static boolean isIcmp(int number) {
    return number == Protocol.ICMP.number() || number == Protocol.ICMPV6.number();
  }
}
