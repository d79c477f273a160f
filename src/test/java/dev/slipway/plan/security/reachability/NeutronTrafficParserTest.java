package dev.slipway.plan.security.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as Neutron's API returns them, with the packets that they match. */
class NeutronTrafficParserTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "4, -, -, -, any protocol",
        "4, any, -, -, any protocol",
        "4, 0, -, -, any protocol",
        "4, ip, -, -, any protocol",
        "4, tcp, 443, 443, tcp 443",
        "4, 6, 1, 1024, tcp 1-1024",
        "6, udp, -, -, udp",
        "4, udp, 53, -, udp 53-65535",
        "4, sctp, 7, 7, sctp 7",
        "4, vrrp, -, -, vrrp",
        "4, 112, 5, 6, vrrp",
        "4, icmp, -, -, icmp",
        "4, icmp, 8, -, icmp 8",
        "4, icmp, 8, 0, icmp 8 code 0",
        "4, 1, 0, -, icmp 0",
        "6, icmp, 128, -, ipv6-icmp 128",
        "6, ipv6-icmp, 128, 0, ipv6-icmp 128 code 0",
        "6, icmpv6, -, -, ipv6-icmp",
        "6, 58, -, -, ipv6-icmp",
        "4, 99, -, -, protocol 99"
      })
  void parsesLikeNeutron(
      int ipVersion,
      @Nullable String protocol,
      @Nullable Integer min,
      @Nullable Integer max,
      String text) {
    assertEquals(text, NeutronTrafficParser.parse(ipVersion, protocol, min, max).toString());
  }

  @Test
  void refusesUnknownProtocol() {
    assertThrows(
        IllegalArgumentException.class,
        () -> NeutronTrafficParser.parse(4, "smoke signals", null, null));
  }
}
