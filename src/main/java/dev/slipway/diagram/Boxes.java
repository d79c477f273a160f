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
import java.util.Optional;
import java.util.stream.Stream;

/** The fleet as rectangles, and which of them each side of a connection is. */
final class Boxes {
  private static final String INTERNET = "internet";

  private final List<ClusterPlan> clusters;

  Boxes(FleetPlan fleet) {
    this.clusters = fleet.clusters();
  }

  /** Environments, the Internet not among them. */
  List<Box> environments() {
    return Arrays.stream(Environment.values())
        .filter(one -> of(one).findAny().isPresent())
        .map(this::environment)
        .toList();
  }

  /** The rectangle of one that is no cluster. */
  Box outside(Peer.External peer) {
    if (peer.kind() == Peer.Kind.INTERNET) {
      return Box.plain(INTERNET, Kind.OUTSIDE, "Internet");
    }
    String prefix = peer.prefix().toString();
    return Box.plain(prefix + " " + peer.kind(), Kind.OUTSIDE, title(peer.kind()), prefix);
  }

  /** Returns the id of the rectangle at which an arrow of {@code peer} to or from another ends. */
  String id(Peer peer, Peer other) {
    if (peer instanceof Peer.Group group) {
      return group.cluster().name().text();
    }
    Peer.External addresses = (Peer.External) peer;
    return frame(addresses.kind(), other).orElseGet(() -> outside(addresses).id());
  }

  /** Returns the cluster or the frame of clusters that the addresses belong to, if to any. */
  private Optional<String> frame(Peer.Kind kind, Peer other) {
    if (!(other instanceof Peer.Group group)) {
      return Optional.empty();
    }
    Environment environment = group.cluster().environment();
    return switch (kind) {
      case LOAD_BALANCER, LOAD_BALANCER_MONITOR -> Optional.of(group.cluster().name().text());
      case MANAGED_CLUSTERS ->
          of(environment).anyMatch(Boxes::isSite)
              ? Optional.of(sites(environment))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Box environment(Environment environment) {
    List<Box> inside = new ArrayList<>();
    of(environment).filter(one -> !isSite(one)).map(Boxes::cluster).forEach(inside::add);
    List<Box> sites = of(environment).filter(Boxes::isSite).map(Boxes::cluster).toList();
    if (!sites.isEmpty()) {
      List<String> lines = new ArrayList<>(List.of("Management Clusters"));
      of(environment)
          .flatMap(Boxes::reserved)
          .forEach(prefix -> lines.add("present and coming ones, in " + prefix));
      inside.add(new Box(sites(environment), Kind.SITES, lines, sites));
    }
    return new Box(id(environment), Kind.ENVIRONMENT, List.of(environment.text()), inside);
  }

  private static Box cluster(ClusterPlan cluster) {
    String kind = isSite(cluster) ? "in " + cluster.datacenter() : "Ops Cluster";
    return Box.plain(cluster.name().text(), Kind.CLUSTER, cluster.name().text(), kind);
  }

  private static String title(Peer.Kind kind) {
    return switch (kind) {
      case JUMP_HOST -> "Jump host";
      case DNS_RESOLVER -> "Name server";
      case MANAGED_CLUSTERS -> "Coming Management Clusters";
      default -> "Addresses";
    };
  }

  private Stream<ClusterPlan> of(Environment environment) {
    return clusters.stream().filter(cluster -> cluster.environment() == environment);
  }

  private static boolean isSite(ClusterPlan cluster) {
    return cluster.kind() == StackKind.MANAGEMENT_CLUSTER;
  }

  private static Stream<IpPrefix> reserved(ClusterPlan cluster) {
    return cluster.argocd().stream().flatMap(argocd -> argocd.clusterCidrs().stream());
  }

  static String id(Environment environment) {
    return environment.text() + "/";
  }

  private static String sites(Environment environment) {
    return environment.text() + "/sites";
  }
}
