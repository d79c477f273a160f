package dev.slipway.config;

import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prefixes of jump hosts, which open the APIs of a cluster. */
class AdminPrefixRulesTest {
  private static final String KEY = "production-osl2.yaml:29: access.adminPrefixes";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, 24",
    "64.0.0.0/2, 24",
    "203.0.112.0/23, 24",
    "'::/0', 56",
    "2001:db8::/55, 56",
  })
  void refusesLargePrefix(String prefix, int length) {
    with("\"%s\"".formatted(prefix))
        .assertRefused(
            "%s[0]: %s is too large; expected length /%d or longer: list the jump hosts' own prefixes"
                .formatted(KEY, prefix, length));
  }

  @Test
  void refusesTooManyAddresses() {
    with("203.0.112.0/24, 203.0.113.0/24, 203.0.114.0/24, 203.0.115.0/24, 203.0.116.1/32")
        .assertRefused(
            KEY
                + ": has 1025 IPv4 addresses; expected at most 1024 in all: list the jump hosts'"
                + " own prefixes");
  }

  @Test
  void acceptsTheMostAddressesAndCountsEachOnce() {
    with("203.0.112.0/24, 203.0.113.0/24, 203.0.114.0/24, 203.0.115.0/24, 203.0.115.7/32").fleet();
  }

  @Test
  void acceptsIpv6OfOneSite() {
    with("198.51.100.0/28, \"2001:db8::/56\"").fleet();
  }

  private StackFiles with(String prefixes) {
    return StackFiles.shipped(folder)
        .with("production-osl2", "[198.51.100.0/28]", "[%s]".formatted(prefixes));
  }
}
