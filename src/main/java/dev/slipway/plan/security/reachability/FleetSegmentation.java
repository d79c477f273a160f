package dev.slipway.plan.security.reachability;

import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.FleetPlan;
import dev.slipway.plan.cluster.NodePlan;
import dev.slipway.plan.cluster.NodeRole;
import dev.slipway.plan.security.Peer;
import dev.slipway.plan.security.SecurityGroupPlan;
import dev.slipway.value.IpPrefix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A planned fleet: a machine for the servers of each role of each cluster, named as its group. */
public final class FleetSegmentation {
  private FleetSegmentation() {}

  /** Everything that the fleet's plan lets pass. */
  public static Segmentation of(FleetPlan fleet) {
    return new Segmentation(
        fleet.clusters().stream().flatMap(FleetSegmentation::machines).toList(),
        fleet.clusters().stream()
            .flatMap(cluster -> fleet.securityGroups(cluster).stream())
            .map(FleetSegmentation::group)
            .toList());
  }

  /** The group as it is planned. */
  public static Group group(SecurityGroupPlan group) {
    return new Group(group.name(), group.rules().stream().map(Rule::of).toList());
  }

  /** The machines of one cluster. */
  public static Stream<Machine> machines(ClusterPlan cluster) {
    return Arrays.stream(NodeRole.values())
        .filter(role -> cluster.servers().stream().anyMatch(server -> server.role() == role))
        .map(role -> machine(cluster, role));
  }

  private static Machine machine(ClusterPlan cluster, NodeRole role) {
    String group = new Peer.Group(cluster, role).name();
    return new Machine(
        group,
        Optional.of(cluster.environment()),
        cluster.name().text(),
        addresses(cluster, role).distinct().toList(),
        List.of(group),
        cluster.sources(role),
        cluster.targets(role));
  }

  /** A pair's common address is of both. */
  private static Stream<IpPrefix> addresses(ClusterPlan cluster, NodeRole role) {
    Stream<IpPrefix> own =
        cluster.servers().stream()
            .filter(server -> server.role() == role)
            .map(NodePlan::address)
            .map(address -> address.asPrefix());
    return role == NodeRole.LOAD_BALANCER
        ? Stream.concat(own, Stream.of(cluster.endpoint().address().asPrefix()))
        : own;
  }
}
