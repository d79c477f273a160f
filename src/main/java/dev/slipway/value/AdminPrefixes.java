package dev.slipway.value;

import java.util.Collection;
import java.util.List;

/**
 * The limits of the prefixes that may connect to the APIs of a cluster. Jump hosts are few servers:
 * a prefix of a whole provider or of half the Internet is a mistake.
 */
public final class AdminPrefixes {
  /** The most IPv4 addresses of all prefixes together. */
  public static final long MOST_IPV4_ADDRESSES = 1024;

  private static final int SHORTEST_IPV4 = 24;

  /** The size of one site at a provider. Source: RFC 6177. */
  private static final int SHORTEST_IPV6 = 56;

  private AdminPrefixes() {}

  /** Returns the shortest allowed length of a prefix of this IP version. */
  public static int shortestLength(int ipVersion) {
    return ipVersion == 4 ? SHORTEST_IPV4 : SHORTEST_IPV6;
  }

  /** Whether a prefix has more addresses than jump hosts need. */
  public static boolean isTooLarge(IpPrefix prefix) {
    return prefix.length() < shortestLength(prefix.version());
  }

  /** Returns the number of IPv4 addresses of the prefixes; an address of two counts once. */
  public static long ipv4Addresses(Collection<IpPrefix> prefixes) {
    List<IpPrefix> ipv4 = prefixes.stream().filter(prefix -> prefix.version() == 4).toList();
    return IpPrefix.merge(ipv4).stream().mapToLong(IpPrefix::size).sum();
  }
}
