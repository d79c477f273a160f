package dev.slipway.value;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A pool of servers in its stack, and the names of its servers and anti-affinity groups. The
 * control plane and the load balancers are pools with the name of their role.
 */
public record PoolName(DnsLabel stack, String pool) {
  /** Largest number of members of an anti-affinity group in the clouds of the fleet. */
  private static final int LARGEST_SERVER_GROUP = 5;

  /** Largest number of characters of a host's name, and so of a server and its Node. */
  public static final int LONGEST_SERVER = 63;

  /** Returns the name of a server; {@code index} starts at 0. */
  public String server(int index) {
    return this + "-" + (index + 1);
  }

  /**
   * Returns the name of a server's anti-affinity group. A larger pool has more: the second is
   * {@code …-b}.
   */
  public String serverGroup(int index) {
    int group = index / LARGEST_SERVER_GROUP;
    return group == 0 ? toString() : this + "-" + (char) ('a' + group);
  }

  /** Returns the names of the anti-affinity groups of a pool with that number of servers. */
  public List<String> serverGroups(int count) {
    return IntStream.range(0, count).mapToObj(this::serverGroup).distinct().toList();
  }

  @Override
  public String toString() {
    return stack + "-" + pool;
  }
}
