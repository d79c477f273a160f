package dev.slipway.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @ValueSource(strings = {"10.41.0.0/24", "::/0", "2001:db8::/32", "0.0.0.0/0", "198.51.100.34/32"})
  void prefixPrintsWhatItReads(String text) {
    assertEquals(text, IpPrefix.parse(text).toString());
  }

  @Test
  void prefixRefusesHostBitsAndNamesThePrefixMeant() {
    assertEquals(
        "has host bits set; did you mean 10.41.16.0/24?",
        refusal(IpPrefix::parse, "10.41.16.7/24"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.41.0.0", "10.41.0.0/33", "10.41.0/24x", "*", "10.41.0-3.0/24"})
  void prefixRefusesWhatIsNone(String text) {
    assertTrue(refusal(IpPrefix::parse, text).startsWith("is no IP prefix"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "10.41.0.0/24", "10.41.0.1-5", "host", "10.41.0.256"})
  void addressRefusesWhatIsNone(String text) {
    assertTrue(refusal(IpAddress::parse, text).startsWith("is no IP address"), text);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.41.0.0/24, true",
    "10.41.0.0/24, 10.41.1.0/24, false",
    "0.0.0.0/0, ::/0, false",
    "2001:db8::/32, 2001:db8:1::/48, true"
  })
  void prefixesOverlapWithinOneVersionOnly(String one, String other, boolean overlap) {
    assertEquals(overlap, IpPrefix.parse(one).overlaps(IpPrefix.parse(other)));
    assertEquals(overlap, IpPrefix.parse(other).overlaps(IpPrefix.parse(one)));
  }

  @Test
  void addressesAreCountedFromThePrefix() {
    IpPrefix prefix = IpPrefix.parse("10.41.16.0/24");
    assertEquals("10.41.16.11", prefix.address(11).toString());
    assertEquals("10.41.16.11/32", prefix.address(11).asPrefix().toString());
    assertTrue(prefix.contains(IpAddress.parse("10.41.16.255")));
    assertFalse(prefix.contains(IpAddress.parse("10.41.17.0")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.34", "v1.34.4", "1.34.4-rc.0", "latest", ""})
  void versionRefusesWhatIsNotThreeNumbers(String text) {
    assertTrue(refusal(Version::parse, text).startsWith("is no version"), text);
  }

  @Test
  void talosKnowsItsKubernetes() {
    TalosVersion talos = TalosVersion.parse("1.12.0");
    assertEquals("v1.12", talos.contract());
    assertTrue(talos.supports(Version.parse("1.34.4")));
    assertFalse(talos.supports(Version.parse("1.36.0")));
    assertFalse(talos.supports(Version.parse("1.29.0")));
    assertEquals(
        "is not supported; expected Talos 1.10 to 1.13", refusal(TalosVersion::parse, "1.9.5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://login.example.net", "https://git.example.net/platform/slipway.git"})
  void urlPrintsWhatItReads(String text) {
    assertEquals(text, HttpsUrl.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example.net",
        "https://",
        "https://u:p@h.net",
        "https://h.net?q",
        "x y"
      })
  void urlRefusesWhatIsNotPlainHttps(String text) {
    assertTrue(refusal(HttpsUrl::parse, text).startsWith("is no https URL"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Osl2", "2osl", "osl--2", "osl2-", "", "a_b"})
  void nameRefusesWhatOneOfThreeSystemsWould(String text) {
    assertTrue(refusal(Name::parse, text).startsWith("is no name"), text);
  }

  @Test
  void digestOfNothingIsTheKnownOne() {
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        Sha256.of(new byte[0]).toString());
    assertTrue(refusal(Sha256::parse, "E3B0").startsWith("is no SHA-256 digest"));
  }

  @Test
  void trafficSaysItsPorts() {
    assertEquals("etcd (tcp 2379-2380)", Traffic.ETCD.toString());
    assertEquals("NTP (udp 123)", Traffic.NTP.toString());
  }

  private static String refusal(Function<String, ?> parse, String text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> parse.apply(text)).getMessage());
  }
}
