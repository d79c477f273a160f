package dev.slipway.value;

/**
 * The limits of the prefixes outside the fleet that servers connect to: a data center's, not a part
 * of the Internet.
 */
public final class ServerPrefixes {
  private static final int SHORTEST_IPV4 = 16;
  private static final int SHORTEST_IPV6 = 32;

  private ServerPrefixes() {}

  /** Returns the shortest allowed length of a prefix of this IP version. */
  public static int shortestLength(int ipVersion) {
    return ipVersion == 4 ? SHORTEST_IPV4 : SHORTEST_IPV6;
  }

  /** Whether a prefix has more addresses than an operator has servers. */
  public static boolean isTooLarge(IpPrefix prefix) {
    return prefix.length() < shortestLength(prefix.version());
  }
}
