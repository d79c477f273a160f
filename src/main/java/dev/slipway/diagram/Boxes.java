package dev.slipway.diagram;

import dev.slipway.diagram.Box.Kind;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.Environment;
import dev.slipway.value.IpAddress;
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
  Box outside(Peer.Prefix peer) {
    IpPrefix prefix = peer.prefix();
    if (prefix.length() == 0) {
      return Box.plain(INTERNET, Kind.OUTSIDE, "Internet");
    }
    return Box.plain(prefix.toString(), Kind.OUTSIDE, title(prefix), prefix.toString());
  }

  /** Where an arrow of that peer's begins or ends. */
  String id(Peer peer) {
    if (peer instanceof Peer.Group group) {
      return group.cluster().name().text();
    }
    Peer.Prefix addresses = (Peer.Prefix) peer;
    return within(addresses.prefix())
        .or(() -> reservedFor(addresses.prefix()))
        .orElseGet(() -> outside(addresses).id());
  }

  /** The cluster in whose network the addresses are. */
  private Optional<String> within(IpPrefix prefix) {
    return clusters.stream()
        .filter(cluster -> cluster.network().cidr().contains(prefix))
        .map(cluster -> cluster.name().text())
        .findFirst();
  }

  /** The frame of the Management Clusters for which the addresses are kept. */
  private Optional<String> reservedFor(IpPrefix prefix) {
    return clusters.stream()
        .filter(cluster -> reserved(cluster).anyMatch(prefix::equals))
        .filter(ops -> of(ops.environment()).anyMatch(Boxes::isSite))
        .map(ops -> sites(ops.environment()))
        .findFirst();
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

  private String title(IpPrefix prefix) {
    if (clusters.stream().anyMatch(one -> one.adminPrefixes().contains(prefix))) {
      return "Jump host";
    }
    if (clusters.stream().flatMap(Boxes::reserved).anyMatch(prefix::equals)) {
      return "Coming Management Clusters";
    }
    boolean resolver =
        clusters.stream()
            .flatMap(one -> one.network().dnsServers().stream())
            .map(IpAddress::toPrefix)
            .anyMatch(prefix::equals);
    return resolver ? "Name server" : "Addresses";
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
