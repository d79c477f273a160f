package dev.slipway.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @ValueSource(strings = {"10.41.0.0/24", "::/0", "2001:db8::/32", "0.0.0.0/0", "198.51.100.34/32"})
  void prefixRoundTrip(String text) {
    assertEquals(text, IpPrefix.parse(text).toString());
  }

  @Test
  void prefixRefusesHostBitsWithSuggestion() {
    assertEquals(
        "has host bits set; did you mean 10.41.16.0/24?",
        refusal(IpPrefix::parse, "10.41.16.7/24"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.41.0.0", "10.41.0.0/33", "10.41.0/24x", "*", "10.41.0-3.0/24"})
  void prefixRefusesInvalidText(String text) {
    assertTrue(refusal(IpPrefix::parse, text).startsWith("is not a valid IP prefix"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "10.41.0.0/24", "10.41.0.1-5", "host", "10.41.0.256"})
  void addressRefusesInvalidText(String text) {
    assertTrue(refusal(IpAddress::parse, text).startsWith("is not a valid IP address"), text);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.41.0.0/24, true",
    "10.41.0.0/24, 10.41.1.0/24, false",
    "0.0.0.0/0, ::/0, false",
    "2001:db8::/32, 2001:db8:1::/48, true"
  })
  void prefixesOverlapOnlyInSameIpVersion(String one, String other, boolean overlap) {
    assertEquals(overlap, IpPrefix.parse(one).overlaps(IpPrefix.parse(other)));
    assertEquals(overlap, IpPrefix.parse(other).overlaps(IpPrefix.parse(one)));
  }

  @Test
  void addressHasOffsetFromPrefix() {
    IpPrefix prefix = IpPrefix.parse("10.41.16.0/24");
    assertEquals("10.41.16.11", prefix.address(11).toString());
    assertEquals("10.41.16.11/32", prefix.address(11).toPrefix().toString());
    assertTrue(prefix.contains(IpAddress.parse("10.41.16.255")));
    assertFalse(prefix.contains(IpAddress.parse("10.41.17.0")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.34", "v1.34.4", "1.34.4-rc.0", "latest", ""})
  void versionRefusesInvalidText(String text) {
    assertTrue(refusal(Version::parse, text).startsWith("is not a valid version"), text);
  }

  @Test
  void talosSupportsRangeOfKubernetesVersions() {
    TalosVersion talos = TalosVersion.parse("1.12.0");
    assertEquals("v1.12", talos.versionContract());
    assertTrue(talos.supports(Version.parse("1.34.4")));
    assertFalse(talos.supports(Version.parse("1.36.0")));
    assertFalse(talos.supports(Version.parse("1.33.5")));
    assertEquals(
        "is not supported; expected Talos 1.11 to 1.14", refusal(TalosVersion::parse, "1.10.7"));
    assertEquals("1.34", TalosVersion.parse("1.11.5").supportedKubernetes());
  }

  @Test
  void documentsAndPortsDependOnTalosVersion() {
    assertFalse(TalosVersion.parse("1.11.5").hasHostnameDocument());
    assertTrue(TalosVersion.parse("1.12.0").hasHostnameDocument());
    assertFalse(TalosVersion.parse("1.13.9").hasKubernetesDocuments());
    assertTrue(TalosVersion.parse("1.14.1").hasKubernetesDocuments());
    assertEquals(List.of(Traffic.ETCD), TalosVersion.parse("1.13.9").etcdTraffic());
    assertEquals(
        List.of(Traffic.ETCD, Traffic.ETCD_HEALTH), TalosVersion.parse("1.14.1").etcdTraffic());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://login.example.net", "https://git.example.net/platform/slipway.git"})
  void urlRoundTrip(String text) {
    assertEquals(text, HttpsUrl.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example.net",
        "https://",
        "https://u:p@h.net",
        "https://h.net?q",
        "https://h.net/*",
        "https://h.net/[ab]",
        "https://h.net/$a",
        "https://h.net/a/../b",
        "https://h.net//a",
        "https://h.net/%2e%2e",
        "https://h.net:",
        "https://h.net:65536",
        "HTTPS://h.net",
        "x y"
      })
  void urlRefusesInvalidText(String text) {
    assertTrue(refusal(HttpsUrl::parse, text).startsWith("is not a valid https URL"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Osl2", "2osl", "osl--2", "osl2-", "", "a_b"})
  void labelRefusesInvalidText(String text) {
    assertTrue(refusal(DnsLabel::parse, text).startsWith("is not a valid name"), text);
  }

  @Test
  void digestOfEmptyInput() {
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        Sha256.of(new byte[0]).toString());
    assertTrue(refusal(Sha256::parse, "E3B0").startsWith("is not a valid SHA-256 digest"));
  }

  @Test
  void formatsProtocolAndPorts() {
    assertEquals("etcd (tcp 2379-2380)", Traffic.ETCD.toString());
    assertEquals("NTP (udp 123)", Traffic.NTP.toString());
  }

  @Test
  void icmpTypeHasNoRangeMax() {
    assertEquals("ping (icmp 8)", Traffic.PING.toString());
    assertEquals("ping (ipv6-icmp 128)", Traffic.PING_IPV6.toString());
    assertEquals(OptionalInt.of(8), Traffic.PING.rangeMin());
    assertEquals(OptionalInt.empty(), Traffic.PING.rangeMax());
    assertEquals(OptionalInt.of(2379), Traffic.ETCD.rangeMin());
    assertEquals(OptionalInt.of(2380), Traffic.ETCD.rangeMax());
    assertEquals(OptionalInt.empty(), Traffic.VRRP.rangeMin());
    assertEquals(OptionalInt.empty(), Traffic.VRRP.rangeMax());
  }

  @ParameterizedTest
  @CsvSource({
    "ICMP, 0, 0",
    "ICMPV6, 0, 0",
    "ICMP, 8, 9",
    "ICMP, 256, 256",
    "TCP, 0, 0",
    "TCP, 0, 80",
    "UDP, 81, 80",
    "TCP, 1, 65536",
    "VRRP, 1, 1",
    "VRRP, 0, 1"
  })
  void refusesTrafficThatNeutronWouldWiden(Protocol protocol, int first, int last) {
    String refusal =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class, () -> new Traffic("it", protocol, first, last))
                .getMessage());
    assertEquals(
        "it ("
            + protocol.text()
            + " "
            + first
            + "-"
            + last
            + ") is not valid in a security group rule",
        refusal);
  }

  @Test
  void acceptsFirstAndLastPort() {
    assertEquals("tcp 1-65535", new Traffic("all", Protocol.TCP, 1, 65_535).protocolAndPorts());
    assertEquals("icmp 255", new Traffic("last", Protocol.ICMP, 255, 255).protocolAndPorts());
  }

  @Test
  void trafficCoversContainedTraffic() {
    Traffic wide = new Traffic("wide", Protocol.TCP, 2000, 3000);
    assertTrue(wide.covers(Traffic.ETCD));
    assertTrue(wide.covers(new Traffic("same", Protocol.TCP, 2000, 3000)));
    assertFalse(wide.covers(new Traffic("before", Protocol.TCP, 1999, 2000)));
    assertFalse(wide.covers(new Traffic("after", Protocol.TCP, 3000, 3001)));
    assertFalse(wide.covers(new Traffic("other", Protocol.UDP, 2000, 3000)));
  }

  @Test
  void icmpExistsInOneIpVersion() {
    assertEquals(OptionalInt.of(4), Protocol.ICMP.ipVersion());
    assertEquals(OptionalInt.of(6), Protocol.ICMPV6.ipVersion());
    assertEquals(OptionalInt.empty(), Protocol.TCP.ipVersion());
  }

  @Test
  void mergesAdjacentPrefixes() {
    List<IpPrefix> given =
        Stream.of("10.0.0.2/31", "10.0.0.1/32", "10.0.0.0/32", "10.0.0.9/32", "10.0.0.8/30")
            .map(IpPrefix::parse)
            .toList();
    assertEquals("[10.0.0.0/30, 10.0.0.8/30]", IpPrefix.merge(given).toString());
    assertEquals(List.of(), IpPrefix.merge(List.of()));
    assertEquals(
        List.of(IpPrefix.parse("10.0.0.1/32")),
        IpPrefix.merge(List.of(IpPrefix.parse("10.0.0.1/32"))));
  }

  @Test
  void spanHasFewestPrefixes() {
    assertEquals(
        "[10.0.0.1/32, 10.0.0.2/31]",
        IpPrefix.span(IpAddress.parse("10.0.0.1"), IpAddress.parse("10.0.0.3")).toString());
    assertEquals(
        List.of(IpPrefix.ALL_IPV6),
        IpPrefix.span(IpPrefix.ALL_IPV6.first(), IpPrefix.ALL_IPV6.last()));
  }

  @Test
  void lastAddressHasNoNext() {
    assertEquals(Optional.empty(), IpPrefix.ALL_IPV4.last().next());
    assertEquals("10.0.1.0", IpAddress.parse("10.0.0.255").next().orElseThrow().toString());
    assertEquals("10.0.0.255", IpAddress.parse("10.0.1.0").previous().toString());
    assertEquals(6, IpPrefix.ALL_IPV6.last().version());
    assertEquals(4, IpPrefix.ALL_IPV4.first().version());
  }

  private static String refusal(Function<String, ?> parse, String text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> parse.apply(text)).getMessage());
  }
}
