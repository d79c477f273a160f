package dev.slipway.config;

import dev.slipway.value.AdminPrefixes;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.PrefixLimit;
import java.util.List;

/** Rejects prefixes of jump hosts that have more addresses than jump hosts need. */
final class AdminPrefixRules {
  private static final String KEY = "access.adminPrefixes";

  private final StackFile file;
  private final ProblemCollector problems;

  AdminPrefixRules(StackFile file, ProblemCollector problems) {
    this.file = file;
    this.problems = problems;
  }

  void validate() {
    List<IpPrefix> prefixes = file.config().access().adminPrefixes();
    boolean large = false;
    for (int i = 0; i < prefixes.size(); i++) {
      IpPrefix prefix = prefixes.get(i);
      if (PrefixLimit.CLIENTS.isTooLarge(prefix)) {
        large = true;
        problems.add(
            file,
            "%s[%d]".formatted(KEY, i),
            "%s is too large; expected length /%d or longer: list the jump hosts' own prefixes"
                .formatted(prefix, PrefixLimit.CLIENTS.shortestLength(prefix.version())));
      }
    }
    long addresses = AdminPrefixes.ipv4Addresses(prefixes);
    if (!large && addresses > AdminPrefixes.MOST_IPV4_ADDRESSES) {
      problems.add(
          file,
          KEY,
          "has %d IPv4 addresses; expected at most %d in all: list the jump hosts' own prefixes"
              .formatted(addresses, AdminPrefixes.MOST_IPV4_ADDRESSES));
    }
  }
}
