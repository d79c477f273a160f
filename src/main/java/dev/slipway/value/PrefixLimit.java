package dev.slipway.value;

/**
 * The shortest lengths of prefixes outside the fleet: a shorter one has more addresses than an
 * operator has hosts.
 *
 * @param ipv4 length of an IPv4 prefix
 * @param ipv6 length of an IPv6 prefix
 */
public record PrefixLimit(int ipv4, int ipv6) {
  /**
   * Hosts that connect to the APIs of a cluster. Jump hosts are few servers: a prefix of a whole
   * provider or of half the Internet is a mistake. IPv6: the size of one site at a provider.
   * Source: RFC 6177.
   */
  public static final PrefixLimit CLIENTS = new PrefixLimit(24, 56);

  /** Hosts that servers connect to: those of a data center, not a part of the Internet. */
  public static final PrefixLimit SERVERS = new PrefixLimit(16, 32);

  /** Returns the shortest allowed length of a prefix of this IP version. */
  public int shortestLength(int ipVersion) {
    return ipVersion == 4 ? ipv4 : ipv6;
  }

  /** Whether a prefix is shorter than allowed. */
  public boolean isTooLarge(IpPrefix prefix) {
    return prefix.length() < shortestLength(prefix.version());
  }
}
