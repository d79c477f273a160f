package dev.slipway.plan.model;

import dev.slipway.value.IpPrefix;
import java.util.Comparator;

/** One side of a connection. */
public sealed interface Peer {

  /** The servers of one role in one cluster. */
  record Group(ClusterPlan cluster, ServerRole role) implements Peer {

    /** The security group's name, for example {@code staging-osl2-worker}. */
    public String name() {
      return role.groupName(cluster.name());
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /**
   * Addresses outside the security groups of the cluster.
   *
   * @param configKey the key of the stack file that lists the prefix, for example {@code
   *     access.adminPrefixes[1]}; empty where no key does
   */
  record External(Kind kind, IpPrefix prefix, String configKey)
      implements Peer, Comparable<External> {
    /** A list's keys are in the order of their indexes: {@code [2]} is before {@code [10]}. */
    private static final Comparator<External> ORDER =
        Comparator.comparing(External::kind)
            .thenComparing(external -> external.configKey().length())
            .thenComparing(External::configKey)
            .thenComparing(External::prefix);

    /** Creates a peer whose addresses no key of the stack file lists. */
    public External(Kind kind, IpPrefix prefix) {
      this(kind, prefix, "");
    }

    @Override
    public int compareTo(External other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return kind == Kind.INTERNET ? "Internet (" + prefix + ")" : prefix.toString();
    }
  }

  /** The use of external addresses. */
  enum Kind {
    /** Administrators and Pulumi connect from here. */
    JUMP_HOST,
    DNS_RESOLVER,
    TIME_SERVER,
    /** Registries, mirrors, archives of packages, the identity provider, the Git server. */
    HTTPS_SERVER,
    INTERNET,
    /** Addresses of the API servers that Argo CD manages, present and future. */
    MANAGED_CLUSTERS,
    /** Octavia's load balancer of the cluster itself. */
    LOAD_BALANCER,
    /** Source of the health checks of OVN's load balancer. */
    LOAD_BALANCER_MONITOR,
    /** A host that only a program's own connections name. */
    OTHER,
    /** Another cluster of the same environment. */
    CLUSTER,
    /** A cluster of another environment; no declared connection has one. */
    FOREIGN_CLUSTER
  }
}
