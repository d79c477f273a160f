package dev.slipway.plan;

import dev.slipway.plan.security.AllowedConnections;
import dev.slipway.plan.security.Connection;
import dev.slipway.plan.security.SecurityGroupPlan;
import dev.slipway.plan.security.SecurityRules;
import dev.slipway.value.Name;
import dev.slipway.value.UnknownStackException;
import java.util.List;
import java.util.Optional;

/** All clusters, and who of them may reach whom. */
public record FleetPlan(List<ClusterPlan> clusters) {

  /** Copies the list. */
  public FleetPlan {
    clusters = List.copyOf(clusters);
  }

  /** The cluster of that stack. */
  public Optional<ClusterPlan> cluster(Name stack) {
    return clusters.stream().filter(cluster -> cluster.name().equals(stack)).findFirst();
  }

  /**
   * The cluster of a stack that must be there.
   *
   * @throws UnknownStackException with the names that there are
   */
  public ClusterPlan require(Name stack) {
    return cluster(stack)
        .orElseThrow(
            () ->
                new UnknownStackException(
                    stack, clusters.stream().map(ClusterPlan::name).toList()));
  }

  /** Every sentence in which the cluster is one of the sides. */
  public List<Connection> connections(ClusterPlan cluster) {
    return AllowedConnections.of(clusters).stream()
        .filter(connection -> connection.concerns(cluster))
        .toList();
  }

  /** The cluster's security groups, with the rules that its sentences compile to. */
  public List<SecurityGroupPlan> securityGroups(ClusterPlan cluster) {
    return SecurityRules.compile(cluster, connections(cluster));
  }
}
