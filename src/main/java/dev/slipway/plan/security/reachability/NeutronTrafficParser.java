package dev.slipway.plan.security.reachability;

import dev.slipway.value.Protocol;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the protocol and range of a rule as Neutron's API returns them. */
public final class NeutronTrafficParser {
  /** Neutron treats each of these as ICMP of the rule's IP version. */
  private static final Set<String> ICMP = Set.of("icmp", "1", "icmpv6", "ipv6-icmp", "58");

  /** Values that match every protocol. */
  private static final Set<String> ANY = Set.of("any", "ip", "0");

  private NeutronTrafficParser() {}

  /**
   * Returns the packets of a rule. A missing value matches everything.
   *
   * @param protocol a name, an IANA number, or null: every protocol
   * @param min {@code port_range_min}: the first port, or the ICMP type
   * @param max {@code port_range_max}: the last port, or the ICMP code
   * @throws IllegalArgumentException for a protocol that Neutron does not have
   */
  public static TrafficSet parse(
      int ipVersion, @Nullable String protocol, @Nullable Integer min, @Nullable Integer max) {
    if (protocol == null || ANY.contains(protocol)) {
      return TrafficSet.ALL;
    }
    if (ICMP.contains(protocol)) {
      return icmp(ipVersion == 4 ? Protocol.ICMP : Protocol.ICMPV6, min, max);
    }
    int number = number(protocol);
    // Neutron ignores the range of a protocol without ports.
    if (min == null || Protocol.numbered(number).filter(Protocol::hasPorts).isEmpty()) {
      return TrafficSet.protocol(number);
    }
    return TrafficSet.ports(number, min, max == null ? TrafficSet.VALUES_PER_PROTOCOL - 1 : max);
  }

  private static TrafficSet icmp(
      Protocol protocol, @Nullable Integer type, @Nullable Integer code) {
    if (type == null) {
      return TrafficSet.protocol(protocol.number());
    }
    return code == null
        ? TrafficSet.icmpType(protocol.number(), type)
        : TrafficSet.icmpCode(protocol.number(), type, code);
  }

  private static int number(String protocol) {
    return Protocol.named(protocol)
        .map(Protocol::number)
        .orElseGet(() -> Integer.parseInt(protocol));
  }
}
