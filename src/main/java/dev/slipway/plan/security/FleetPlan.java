package dev.slipway.plan.security;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.UnknownStackException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All clusters, and who of them may reach whom. */
public final class FleetPlan {
  private final List<ClusterPlan> clusters;
  private final Map<DnsLabel, List<Connection>> bySide = new HashMap<>();
  private final Map<DnsLabel, List<SecurityGroupPlan>> compiled = new ConcurrentHashMap<>();

  /** Makes the sentences of the whole fleet, once. */
  public FleetPlan(List<ClusterPlan> clusters) {
    this.clusters = List.copyOf(clusters);
    for (Connection connection : AllowedConnections.of(this.clusters)) {
      for (DnsLabel side : connection.clusters()) {
        bySide.computeIfAbsent(side, name -> new ArrayList<>()).add(connection);
      }
    }
  }

  /** In the order of the stack files. */
  public List<ClusterPlan> clusters() {
    return clusters;
  }

  /** The cluster of that stack. */
  public Optional<ClusterPlan> cluster(DnsLabel stack) {
    return clusters.stream().filter(cluster -> cluster.name().equals(stack)).findFirst();
  }

  /**
   * The cluster of a stack that must be there.
   *
   * @throws UnknownStackException with the names that there are
   */
  public ClusterPlan clusterOrThrow(DnsLabel stack) {
    return cluster(stack)
        .orElseThrow(
            () ->
                new UnknownStackException(
                    stack, clusters.stream().map(ClusterPlan::name).toList()));
  }

  /** Every sentence in which the cluster is one of the sides. */
  public List<Connection> connections(ClusterPlan cluster) {
    return List.copyOf(bySide.getOrDefault(cluster.name(), List.of()));
  }

  /** The cluster's security groups, with the rules that its sentences compile to. */
  public List<SecurityGroupPlan> securityGroups(ClusterPlan cluster) {
    return securityGroupsWithAmphora(cluster).stream()
        .filter(group -> cluster.hasServers(group.role()))
        .toList();
  }

  /** What Octavia listens for at the cluster's endpoint; nothing where HAProxy of ours does. */
  public List<ListenerPlan> listeners(ClusterPlan cluster) {
    return ListenerPlan.of(cluster, securityGroupsWithAmphora(cluster));
  }

  /**
   * {@link #securityGroupsWithAmphora} with the rules of each sentence as they are, for comparison.
   */
  public List<SecurityGroupPlan> unmergedGroups(ClusterPlan cluster) {
    return RuleCompiler.unmerged(cluster, connections(cluster));
  }

  /** How many rules the cluster's groups would have without merging and with both IP versions. */
  public int unmergedRuleCount(ClusterPlan cluster) {
    return RuleCompiler.unmergedRuleCount(cluster, connections(cluster));
  }

  /** The security groups and, as one, what the listeners of an amphora let in. */
  public List<SecurityGroupPlan> securityGroupsWithAmphora(ClusterPlan cluster) {
    return compiled.computeIfAbsent(
        cluster.name(), name -> RuleCompiler.compile(cluster, connections(cluster)));
  }
}
