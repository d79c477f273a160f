package dev.slipway.value;

import java.util.Collection;
import java.util.List;

/** The limit of all prefixes together that may connect to the APIs of a cluster. */
public final class AdminPrefixes {
  /** The most IPv4 addresses of all prefixes together. */
  public static final long MOST_IPV4_ADDRESSES = 1024;

  private AdminPrefixes() {}

  /** Returns the number of IPv4 addresses of the prefixes; an address of two counts once. */
  public static long ipv4Addresses(Collection<IpPrefix> prefixes) {
    List<IpPrefix> ipv4 = prefixes.stream().filter(prefix -> prefix.version() == 4).toList();
    return IpPrefix.merge(ipv4).stream().mapToLong(IpPrefix::size).sum();
  }
}
