package dev.slipway.config;

import dev.slipway.value.IpPrefix;
import dev.slipway.value.NtpServer;
import dev.slipway.value.PrefixLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requires the addresses that production's servers connect to outside the fleet, and rejects
 * prefixes that have more addresses than an operator has servers.
 */
final class EgressRules {
  /** Keys of {@code network} that production requires. */
  static final List<String> PRODUCTION_KEYS = List.of("httpsPrefixes", "dnsServers", "ntpServers");

  private final StackFile file;
  private final ProblemCollector problems;

  EgressRules(StackFile file, ProblemCollector problems) {
    this.file = file;
    this.problems = problems;
  }

  void validate() {
    NetworkConfig network = file.config().network();
    if (file.config().environment().isProduction()) {
      required("httpsPrefixes", network.httpsPrefixes(), "HTTPS", "[192.0.2.0/28]");
      required("dnsServers", network.dnsServers(), "DNS", "[192.0.2.53]");
      required("ntpServers", network.ntpServers(), "NTP", "[192.0.2.123]");
      if (network.ntpServers() != null) {
        timeServers(network.ntpServers());
      }
    }
    httpsPrefixes(network.httpsPrefixesOrDefault());
  }

  private void required(String key, @Nullable List<?> value, String protocol, String example) {
    if (value == null) {
      problems.add(
          file,
          "network." + key,
          "is missing; production requires it, because security groups allow %s to the whole Internet without it; example: %s: %s"
              .formatted(protocol, key, example));
    }
  }

  /** A rule has no names, so a name allows NTP to every address. */
  private void timeServers(List<NtpServer> servers) {
    for (int i = 0; i < servers.size(); i++) {
      if (!servers.get(i).isAddress()) {
        problems.add(
            file,
            "network.ntpServers[%d]".formatted(i),
            "\"%s\" is a name, for which security groups allow NTP to the whole Internet; production requires the server's IPv4 address"
                .formatted(servers.get(i)));
      }
    }
  }

  private void httpsPrefixes(List<IpPrefix> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      IpPrefix prefix = prefixes.get(i);
      if (PrefixLimit.SERVERS.isTooLarge(prefix)) {
        problems.add(
            file,
            "network.httpsPrefixes[%d]".formatted(i),
            "%s is too large; expected length /%d or longer: list the prefixes of the servers, or use mirrors"
                .formatted(prefix, PrefixLimit.SERVERS.shortestLength(prefix.version())));
      }
    }
  }
}
