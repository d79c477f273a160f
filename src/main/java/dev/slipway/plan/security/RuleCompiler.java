package dev.slipway.plan.security;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.Peer.External;
import dev.slipway.plan.model.Peer.Kind;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.IpPrefix;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Compiles connections to rules. A connection becomes an egress rule of its source and an ingress
 * rule of its destination, for each IP version of the network. {@link RuleMinimizer} then merges
 * the rules.
 */
public final class RuleCompiler {
  private static final int IP_VERSIONS = 2;

  private RuleCompiler() {}

  /**
   * Returns the groups of a cluster, one for each role; connections of other clusters are ignored.
   * The group of an amphora is not a group in Neutron: its listeners allow the same.
   */
  public static List<SecurityGroupPlan> compile(ClusterPlan cluster, List<Connection> connections) {
    return unmerged(cluster, connections).stream()
        .map(group -> group.with(RuleMinimizer.minimize(group.rules())))
        .toList();
  }

  /** Returns the same groups with unmerged rules. */
  public static List<SecurityGroupPlan> unmerged(
      ClusterPlan cluster, List<Connection> connections) {
    return Arrays.stream(ServerRole.values())
        .filter(role -> cluster.hasServers(role) || role == cluster.endpoint().ingressRole())
        .map(role -> group(new Peer.Group(cluster, role), connections))
        .toList();
  }

  /**
   * Returns the number of rules without merging: two for a remote group of the same cluster, one
   * for each IP version, and one for a prefix.
   */
  public static int unmergedRuleCount(ClusterPlan cluster, List<Connection> connections) {
    int versions = cluster.network().ipVersions().size();
    return unmerged(cluster, connections).stream()
        .flatMap(group -> group.rules().stream())
        .mapToInt(rule -> rule.remote() instanceof Remote.Group ? IP_VERSIONS / versions : 1)
        .sum();
  }

  private static SecurityGroupPlan group(Peer.Group group, List<Connection> connections) {
    List<SecurityRule> rules =
        connections.stream().flatMap(connection -> rules(group, connection)).toList();
    String description = "Slipway: " + group.role().text() + " of " + group.cluster().name();
    return new SecurityGroupPlan(group.name(), group.role(), description, rules);
  }

  private static Stream<SecurityRule> rules(Peer.Group group, Connection connection) {
    Stream<SecurityRule> egress =
        is(group, connection.from())
            ? rulesFor(Direction.EGRESS, group, connection.to(), connection)
            : Stream.empty();
    Stream<SecurityRule> ingress =
        is(group, connection.to())
            ? rulesFor(Direction.INGRESS, group, connection.from(), connection)
            : Stream.empty();
    return Stream.concat(egress, ingress).filter(RuleCompiler::exists);
  }

  /** Whether the IP version has the protocol: ICMP only exists in IPv4, ICMPv6 only in IPv6. */
  private static boolean exists(SecurityRule rule) {
    OptionalInt only = rule.traffic().protocol().ipVersion();
    return only.isEmpty() || only.getAsInt() == rule.ipVersion();
  }

  private static boolean is(Peer.Group group, Peer peer) {
    return peer instanceof Peer.Group other && other.name().equals(group.name());
  }

  private static Stream<SecurityRule> rulesFor(
      Direction direction, Peer.Group here, Peer there, Connection connection) {
    if (there instanceof Peer.Group group
        && Connection.isOf(group, here.cluster())
        && here.cluster().hasServers(group.role())) {
      Remote remote = new Remote.Group(here.cluster().name(), group.role());
      return here.cluster().network().ipVersions().stream()
          .map(version -> rule(direction, version, remote, List.of(), connection));
    }
    return externals(direction, here, there).stream()
        .map(
            external -> {
              Remote remote = new Remote.Prefix(external.prefix());
              int version = external.prefix().version();
              return rule(direction, version, remote, List.of(external), connection);
            });
  }

  /**
   * Returns the addresses of a peer. Another cluster is in another project, whose groups a rule
   * cannot name, so the rule names the addresses of that cluster.
   */
  private static List<External> externals(Direction direction, Peer.Group here, Peer peer) {
    if (!(peer instanceof Peer.Group there)) {
      return List.of((External) peer);
    }
    if (Connection.isOf(peer, here.cluster())) {
      return externals(Kind.LOAD_BALANCER, amphora(direction, there.cluster()));
    }
    boolean sameEnvironment = here.cluster().environment() == there.cluster().environment();
    return externals(
        sameEnvironment ? Kind.CLUSTER : Kind.FOREIGN_CLUSTER,
        direction == Direction.EGRESS
            ? there.cluster().reachableAddresses(there.role())
            : there.cluster().sourceAddresses(there.role()));
  }

  private static List<External> externals(Kind kind, List<IpPrefix> prefixes) {
    return prefixes.stream().map(prefix -> new External(kind, prefix)).toList();
  }

  /**
   * Clients use the endpoint's address; the amphora connects to nodes from an address of the pool.
   */
  private static List<IpPrefix> amphora(Direction direction, ClusterPlan cluster) {
    return direction == Direction.EGRESS
        ? List.of(cluster.endpoint().address().toPrefix())
        : cluster.network().allocationPool().stream().toList();
  }

  private static SecurityRule rule(
      Direction direction,
      int version,
      Remote remote,
      List<External> externals,
      Connection connection) {
    String reason = connection.traffic().label() + ": " + connection.reason();
    return new SecurityRule(
        direction, version, connection.traffic(), remote, externals, List.of(reason));
  }
}
