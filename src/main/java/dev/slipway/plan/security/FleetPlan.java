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
      for (DnsLabel side : connection.sides()) {
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
  public ClusterPlan require(DnsLabel stack) {
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
    return everyGroup(cluster).stream().filter(group -> cluster.hasServers(group.role())).toList();
  }

  /** What Octavia listens for at the cluster's endpoint; nothing where HAProxy of ours does. */
  public List<ListenerPlan> listeners(ClusterPlan cluster) {
    return ListenerPlan.of(cluster, everyGroup(cluster));
  }

  /** {@link #everyGroup} with the rules of each sentence as they are, for comparison. */
  public List<SecurityGroupPlan> writtenOut(ClusterPlan cluster) {
    return SecurityRules.writtenOut(cluster, connections(cluster));
  }

  /** How many rules the cluster's groups would have without merging and with both IP versions. */
  public int countWithoutMerging(ClusterPlan cluster) {
    return SecurityRules.countWithoutMerging(cluster, connections(cluster));
  }

  /** The security groups and, as one, what the listeners of an amphora let in. */
  public List<SecurityGroupPlan> everyGroup(ClusterPlan cluster) {
    return compiled.computeIfAbsent(
        cluster.name(), name -> SecurityRules.compile(cluster, connections(cluster)));
  }
}
