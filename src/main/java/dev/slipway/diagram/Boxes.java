package dev.slipway.diagram;

import dev.slipway.diagram.Box.Kind;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.Environment;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.StackKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Boxes for the environments and clusters of a fleet, and the box of each side of a connection. */
final class Boxes {
  private final List<ClusterPlan> clusters;

  Boxes(FleetPlan fleet) {
    this.clusters = fleet.clusters();
  }

  /** Returns a box for each environment that has clusters. */
  List<Box> environments() {
    return Arrays.stream(Environment.values())
        .filter(one -> clustersOf(one).findAny().isPresent())
        .map(this::environment)
        .toList();
  }

  /** Returns the box of addresses outside the fleet. */
  static Box external(Peer.External peer) {
    String title = title(peer.kind());
    if (peer.kind() == Peer.Kind.INTERNET) {
      return new Box("internet", Kind.EXTERNAL, title, List.of(title), List.of());
    }
    String prefix = peer.prefix().toString();
    return new Box(
        prefix + " " + peer.kind(),
        Kind.EXTERNAL,
        title + " " + prefix,
        List.of(title, prefix),
        List.of());
  }

  /** Returns the id of the box at which an arrow between {@code peer} and {@code other} ends. */
  String id(Peer peer, Peer other) {
    if (peer instanceof Peer.Group group) {
      return group.cluster().name().text();
    }
    Peer.External external = (Peer.External) peer;
    return other instanceof Peer.Group group
        ? id(external, group.cluster())
        : external(external).id();
  }

  private String id(Peer.External external, ClusterPlan cluster) {
    return switch (external.kind()) {
      case LOAD_BALANCER, LOAD_BALANCER_MONITOR -> cluster.name().text();
      case MANAGED_CLUSTERS ->
          clustersOf(cluster.environment()).anyMatch(Boxes::isManagementCluster)
              ? managementClustersId(cluster.environment())
              : external(external).id();
      default -> external(external).id();
    };
  }

  private Box environment(Environment environment) {
    List<Box> inside = new ArrayList<>();
    clustersOf(environment)
        .filter(one -> !isManagementCluster(one))
        .map(Boxes::cluster)
        .forEach(inside::add);
    List<Box> managementClusters =
        clustersOf(environment).filter(Boxes::isManagementCluster).map(Boxes::cluster).toList();
    if (!managementClusters.isEmpty()) {
      inside.add(managementClusters(environment, managementClusters));
    }
    return new Box(
        id(environment),
        Kind.ENVIRONMENT,
        "all clusters of " + environment.text(),
        List.of(environment.text()),
        inside);
  }

  private Box managementClusters(Environment environment, List<Box> inside) {
    List<String> lines = new ArrayList<>(List.of("Management Clusters"));
    clustersOf(environment)
        .flatMap(Boxes::clusterCidrs)
        .forEach(prefix -> lines.add("present and future ones, in " + prefix));
    return new Box(
        managementClustersId(environment),
        Kind.MANAGEMENT_CLUSTERS,
        "Management Clusters of " + environment.text(),
        lines,
        inside);
  }

  private static Box cluster(ClusterPlan cluster) {
    String name = cluster.name().text();
    String detail = isManagementCluster(cluster) ? "in " + cluster.datacenter() : "Ops Cluster";
    return new Box(
        name, Kind.CLUSTER, "%s (%s)".formatted(name, detail), List.of(name, detail), List.of());
  }

  private static String title(Peer.Kind kind) {
    return switch (kind) {
      case INTERNET -> "Internet";
      case JUMP_HOST -> "Jump host";
      case DNS_RESOLVER -> "DNS server";
      case TIME_SERVER -> "Time server";
      case HTTPS_SERVER -> "HTTPS servers";
      case OTHER -> "Other hosts";
      case MANAGED_CLUSTERS -> "Future Management Clusters";
      default -> "Addresses";
    };
  }

  private Stream<ClusterPlan> clustersOf(Environment environment) {
    return clusters.stream().filter(cluster -> cluster.environment() == environment);
  }

  private static boolean isManagementCluster(ClusterPlan cluster) {
    return cluster.kind() == StackKind.MANAGEMENT_CLUSTER;
  }

  private static Stream<IpPrefix> clusterCidrs(ClusterPlan cluster) {
    return cluster.argocd().stream().flatMap(argocd -> argocd.clusterCidrs().stream());
  }

  static String id(Environment environment) {
    return environment.text() + "/";
  }

  private static String managementClustersId(Environment environment) {
    return environment.text() + "/management-clusters";
  }
}
