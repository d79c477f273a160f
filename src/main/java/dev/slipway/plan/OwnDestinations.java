package dev.slipway.plan;

import dev.slipway.config.Fleet;
import dev.slipway.plan.cluster.LogDestination;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.Peer.External;
import dev.slipway.plan.model.Peer.Group;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.Problem;
import java.util.List;
import java.util.stream.Stream;

/** Verifies that a program declares a connection to each server that its patches send logs to. */
final class OwnDestinations {
  private final Fleet fleet;
  private final List<Connection> connections;

  OwnDestinations(Fleet fleet, List<Connection> connections) {
    this.fleet = fleet;
    this.connections = connections;
  }

  List<Problem> problems(List<ClusterPlan> clusters) {
    return clusters.stream().flatMap(this::problems).toList();
  }

  private Stream<Problem> problems(ClusterPlan cluster) {
    return cluster.nodes().stream()
        .flatMap(
            node ->
                LogDestination.of(cluster, node).stream()
                    .filter(to -> !isConnected(cluster, node.role(), to))
                    .map(to -> message(cluster, node.role(), to)))
        .distinct()
        .flatMap(message -> problem(cluster, message));
  }

  private Stream<Problem> problem(ClusterPlan cluster, String message) {
    return fleet.files().stream()
        .filter(file -> file.stack().equals(cluster.name()))
        .map(file -> file.problem("", message));
  }

  private static String message(ClusterPlan cluster, ServerRole role, LogDestination to) {
    return "a patch sends logs of %s to %s, which no connection of the program permits; add one"
        .formatted(role.groupName(cluster.name()), to);
  }

  private boolean isConnected(ClusterPlan cluster, ServerRole role, LogDestination to) {
    return connections.stream()
        .filter(
            one ->
                one.from() instanceof Group from
                    && from.role() == role
                    && from.cluster().name().equals(cluster.name()))
        .anyMatch(
            one ->
                one.to() instanceof External host
                    && host.prefix().contains(to.address())
                    && one.traffic().covers(to.traffic()));
  }
}
