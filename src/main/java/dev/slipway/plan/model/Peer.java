package dev.slipway.plan.model;

import dev.slipway.value.IpPrefix;

/** One side of a connection. */
public sealed interface Peer {

  /** The servers of one role in one cluster. */
  record Group(ClusterPlan cluster, ServerRole role) implements Peer {

    /** The security group's name, for example {@code staging-osl2-worker}. */
    public String name() {
      return cluster.name() + "-" + role.text();
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /** Addresses that are not servers of the fleet: jump hosts, or the Internet. */
  record Prefix(IpPrefix prefix) implements Peer {
    @Override
    public String toString() {
      return prefix.length() == 0 ? "Internet (" + prefix + ")" : prefix.toString();
    }
  }
}
