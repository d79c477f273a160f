package dev.slipway.config;

import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses that servers connect to outside the fleet: production names each. */
class EgressRulesTest {
  private static final String DNS = "  dnsServers: [198.51.100.18, 198.51.100.19]\n";
  private static final String TIME = "  ntpServers: [198.51.100.18, 198.51.100.19]\n";
  private static final String HTTPS = "  httpsPrefixes: [198.51.100.16/28]\n";
  private static final String REST =
      ": is missing; production requires it, because security groups allow ";

  @TempDir private Path folder;

  @Test
  void productionNamesEachServer() {
    StackFiles.shipped(folder)
        .with("production-osl2", DNS + TIME + HTTPS, "")
        .assertRefused(
            "production-osl2.yaml:7: network.httpsPrefixes"
                + REST
                + "HTTPS to the whole Internet without it; example: httpsPrefixes:"
                + " [192.0.2.0/28]",
            "production-osl2.yaml:7: network.dnsServers"
                + REST
                + "DNS to the whole Internet without it; example: dnsServers: [192.0.2.53]",
            "production-osl2.yaml:7: network.ntpServers"
                + REST
                + "NTP to the whole Internet without it; example: ntpServers: [192.0.2.123]");
  }

  @Test
  void aTimeServerOfProductionHasAnAddress() {
    StackFiles.shipped(folder)
        .with(
            "production-osl2",
            "ntpServers: [198.51.100.18, 198",
            "ntpServers: [ntp.example.net, 198")
        .assertRefused(
            "production-osl2.yaml:13: network.ntpServers[0]: \"ntp.example.net\" is a name, for"
                + " which security groups allow NTP to the whole Internet; production requires the"
                + " server's IPv4 address");
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0/1, 16", "198.50.0.0/15, 16", "'::/0', 32", "2001:db8::/31, 32"})
  void refusesLargePrefixInEachEnvironment(String prefix, int length) {
    StackFiles.shipped(folder)
        .with(
            "staging",
            "  routerExternalIp",
            "  httpsPrefixes: [\"%s\"]\n  routerExternalIp".formatted(prefix))
        .assertRefused(
            "staging.yaml:11: network.httpsPrefixes[0]: %s is too large; expected length /%d or longer: list the prefixes of the servers, or use mirrors"
                .formatted(prefix, length));
  }

  @Test
  void stagingNamesNone() {
    StackFiles.shipped(folder).fleet();
  }
}
