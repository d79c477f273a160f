package dev.slipway.plan.security;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.TrustedIssuer;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.Environment;
import dev.slipway.value.UnknownStackException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** All clusters, with the connections between them. */
public final class FleetPlan {
  private final List<ClusterPlan> clusters;
  private final List<Connection> all;
  private final Map<DnsLabel, List<Connection>> connections = new HashMap<>();
  private final Map<DnsLabel, List<SecurityGroupPlan>> groups = new HashMap<>();

  /** Declares the connections of all clusters and compiles each cluster's groups and listeners. */
  public FleetPlan(List<ClusterPlan> clusters) {
    this(clusters, List.of());
  }

  /**
   * Does the same with more connections.
   *
   * @param own connections that a program declares beside those that every fleet needs
   */
  public FleetPlan(List<ClusterPlan> clusters, List<Connection> own) {
    this.all = Stream.concat(AllowedConnections.of(clusters).stream(), own.stream()).toList();
    for (Connection connection : all) {
      for (DnsLabel cluster : connection.clusters()) {
        connections.computeIfAbsent(cluster, name -> new ArrayList<>()).add(connection);
      }
    }
    this.clusters = clusters.stream().map(cluster -> trusting(compile(cluster), clusters)).toList();
  }

  private ClusterPlan compile(ClusterPlan cluster) {
    List<SecurityGroupPlan> all = RuleCompiler.compile(cluster, connections(cluster));
    groups.put(cluster.name(), all);
    return cluster.withSecurity(
        all.stream().filter(group -> cluster.hasServers(group.role())).toList(),
        Listeners.of(cluster, all));
  }

  private static ClusterPlan trusting(ClusterPlan cluster, List<ClusterPlan> clusters) {
    return clusters.stream()
        .filter(ops -> ops.manages(cluster))
        .findFirst()
        .map(ops -> cluster.withTrustedIssuer(TrustedIssuer.of(ops, cluster)))
        .orElse(cluster);
  }

  /** Returns the clusters in the order of the stack files. */
  public List<ClusterPlan> clusters() {
    return clusters;
  }

  /** Returns the environments of the clusters, by name. */
  public List<Environment> environments() {
    return clusters.stream()
        .map(ClusterPlan::environment)
        .distinct()
        .sorted(Comparator.comparing(Environment::text))
        .toList();
  }

  /** Returns the cluster of a stack, if there is one. */
  public Optional<ClusterPlan> cluster(DnsLabel stack) {
    return clusters.stream().filter(cluster -> cluster.name().equals(stack)).findFirst();
  }

  /**
   * Returns the cluster of a stack.
   *
   * @throws UnknownStackException with the names of all stacks
   */
  public ClusterPlan clusterOrThrow(DnsLabel stack) {
    return cluster(stack)
        .orElseThrow(
            () ->
                new UnknownStackException(
                    stack, clusters.stream().map(ClusterPlan::name).toList()));
  }

  /** Returns the Ops Cluster of a cluster's environment. */
  public ClusterPlan opsClusterOf(ClusterPlan cluster) {
    return clusterOrThrow(DnsLabel.parse(cluster.opsStackName()));
  }

  /** Returns the Management Clusters of an Ops Cluster in the order of the stack files. */
  public List<ClusterPlan> managedBy(ClusterPlan ops) {
    return clusters.stream().filter(ops::manages).toList();
  }

  /** Returns the connections of all clusters. */
  public List<Connection> connections() {
    return all;
  }

  /** Returns the connections from or to the cluster. */
  public List<Connection> connections(ClusterPlan cluster) {
    return List.copyOf(connections.getOrDefault(cluster.name(), List.of()));
  }

  /** Returns the groups as {@link #securityGroupsWithAmphora}, with unmerged rules. */
  public List<SecurityGroupPlan> unmergedGroups(ClusterPlan cluster) {
    return RuleCompiler.unmerged(cluster, connections(cluster));
  }

  /** Returns the number of rules without merging and with both IP versions. */
  public int unmergedRuleCount(ClusterPlan cluster) {
    return RuleCompiler.unmergedRuleCount(cluster, connections(cluster));
  }

  /**
   * Returns the cluster's security groups and, as one more group, what the listeners of an amphora
   * allow.
   */
  public List<SecurityGroupPlan> securityGroupsWithAmphora(ClusterPlan cluster) {
    return Objects.requireNonNull(groups.get(cluster.name()), cluster.name().text());
  }
}
