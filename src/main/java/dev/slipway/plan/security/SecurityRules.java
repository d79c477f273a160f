package dev.slipway.plan.security;

import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.cluster.NodeRole;
import dev.slipway.plan.security.SecurityRule.Direction;
import dev.slipway.plan.security.SecurityRule.Remote;
import dev.slipway.value.IpPrefix;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compiles sentences to rules: one sentence gives the egress rule of its one side and the ingress
 * rule of its other, for each IP version of the network. Rules that mean the same become one with
 * both reasons.
 */
public final class SecurityRules {
  private SecurityRules() {}

  /** The groups of {@code cluster}, one a role; connections of other clusters are left out. */
  public static List<SecurityGroupPlan> compile(ClusterPlan cluster, List<Connection> connections) {
    return Arrays.stream(NodeRole.values())
        .map(role -> group(new Peer.Group(cluster, role), connections))
        .toList();
  }

  private static SecurityGroupPlan group(Peer.Group group, List<Connection> connections) {
    TreeMap<String, SecurityRule> rules = new TreeMap<>();
    connections.stream()
        .flatMap(connection -> rules(group, connection))
        .forEach(rule -> rules.merge(rule.identity(), rule, SecurityRules::withBothReasons));
    String description = "Slipway: " + group.role().text() + " of " + group.cluster().name();
    return new SecurityGroupPlan(group.name(), description, List.copyOf(rules.values()));
  }

  private static Stream<SecurityRule> rules(Peer.Group group, Connection connection) {
    Stream<SecurityRule> egress =
        is(group, connection.from())
            ? sides(Direction.EGRESS, group, connection.to(), connection)
            : Stream.empty();
    Stream<SecurityRule> ingress =
        is(group, connection.to())
            ? sides(Direction.INGRESS, group, connection.from(), connection)
            : Stream.empty();
    return Stream.concat(egress, ingress);
  }

  private static boolean is(Peer.Group group, Peer peer) {
    return peer instanceof Peer.Group other && other.name().equals(group.name());
  }

  private static Stream<SecurityRule> sides(
      Direction direction, Peer.Group here, Peer there, Connection connection) {
    if (Connection.isOf(there, here.cluster())) {
      Remote remote = new Remote.GroupName(there.toString());
      return here.cluster().network().ipVersions().stream()
          .map(version -> rule(direction, version, remote, connection));
    }
    return prefixes(direction, here, there).stream()
        .map(
            prefix -> {
              Remote remote = new Remote.Prefix(prefix);
              return rule(direction, prefix.version(), remote, connection);
            });
  }

  /**
   * Another cluster is another project, whose groups cannot be named: it is the addresses that it
   * is reached at or comes from.
   */
  private static List<IpPrefix> prefixes(Direction direction, Peer.Group here, Peer peer) {
    if (!(peer instanceof Peer.Group there)) {
      return List.of(((Peer.Prefix) peer).prefix());
    }
    return direction == Direction.EGRESS
        ? there.cluster().targets(there.role()).stream()
            .map(target -> reserved(here.cluster(), target))
            .toList()
        : there.cluster().sources(there.role());
  }

  /**
   * A prefix that is open already, so that a new datacenter changes nothing here; or the address.
   */
  private static IpPrefix reserved(ClusterPlan ops, IpPrefix api) {
    return ops.argocd().stream()
        .flatMap(argocd -> argocd.clusters().stream())
        .filter(prefix -> prefix.contains(api))
        .findFirst()
        .orElse(api);
  }

  private static SecurityRule rule(
      Direction direction, int version, Remote remote, Connection connection) {
    String description = connection.traffic().label() + ": " + connection.because();
    return new SecurityRule(direction, version, connection.traffic(), remote, description);
  }

  private static SecurityRule withBothReasons(SecurityRule one, SecurityRule other) {
    if (one.description().contains(other.description())) {
      return one;
    }
    return new SecurityRule(
        one.direction(),
        one.ipVersion(),
        one.traffic(),
        one.remote(),
        one.description() + "; " + other.description());
  }
}
