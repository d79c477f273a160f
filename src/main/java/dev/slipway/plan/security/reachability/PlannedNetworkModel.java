package dev.slipway.plan.security.reachability;

import static java.util.stream.Collectors.toSet;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.IpPrefix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** A planned fleet: a machine for the servers of each role of each cluster, named as its group. */
public final class PlannedNetworkModel {
  private PlannedNetworkModel() {}

  /** Everything that the fleet's compiled rules let pass. */
  public static NetworkModel of(FleetPlan fleet) {
    return new NetworkModel(
        fleet.clusters().stream().flatMap(PlannedNetworkModel::hosts).toList(),
        groups(fleet, fleet::securityGroupsWithAmphora));
  }

  /** The groups as the sentences say them, before anything is merged. */
  public static List<Group> declaredGroups(FleetPlan fleet) {
    return groups(fleet, fleet::unmergedGroups);
  }

  private static List<Group> groups(
      FleetPlan fleet, Function<ClusterPlan, List<SecurityGroupPlan>> plans) {
    return fleet.clusters().stream()
        .flatMap(cluster -> plans.apply(cluster).stream())
        .map(PlannedNetworkModel::group)
        .toList();
  }

  /** The group as it is planned. */
  public static Group group(SecurityGroupPlan group) {
    return new Group(group.name(), group.rules().stream().map(Rule::of).toList());
  }

  /** The machines of one cluster; an amphora is one, though its servers are Octavia's. */
  public static Stream<Host> hosts(ClusterPlan cluster) {
    return Arrays.stream(ServerRole.values())
        .filter(role -> cluster.hasServers(role) || role == cluster.endpoint().ingressRole())
        .map(role -> host(cluster, role));
  }

  private static Host host(ClusterPlan cluster, ServerRole role) {
    String group = new Peer.Group(cluster, role).name();
    return new Host(
        group,
        Optional.of(cluster.environment()),
        cluster.name().text(),
        addresses(cluster, role).distinct().toList(),
        List.of(group),
        withAnyAddress(cluster, cluster.sourceAddresses(role)),
        withAnyAddress(cluster, targets(cluster, role)));
  }

  /** In a network that others have too, each server is reached at its own addresses as well. */
  private static List<IpPrefix> targets(ClusterPlan cluster, ServerRole role) {
    List<IpPrefix> named = cluster.reachableAddresses(role);
    return cluster.network().isShared()
        ? Stream.concat(named.stream(), addresses(cluster, role)).distinct().toList()
        : named;
  }

  /** Where the network gives addresses that no plan knows, any of that IP version may be one. */
  private static List<IpPrefix> withAnyAddress(ClusterPlan cluster, List<IpPrefix> addresses) {
    Set<Integer> known =
        cluster.servers().stream().map(node -> node.address().version()).collect(toSet());
    return Stream.concat(
            addresses.stream(),
            cluster.network().ipVersions().stream()
                .filter(version -> !known.contains(version))
                .map(IpPrefix::all))
        .toList();
  }

  /** A pair's common address is of both; an amphora's own is one that Neutron chose. */
  private static Stream<IpPrefix> addresses(ClusterPlan cluster, ServerRole role) {
    Stream<IpPrefix> own =
        cluster.servers().stream()
            .filter(server -> server.role() == role)
            .map(ServerPlan::address)
            .map(address -> address.toPrefix());
    if (role != ServerRole.LOAD_BALANCER) {
      return own;
    }
    IpPrefix endpoint = cluster.endpoint().address().toPrefix();
    return cluster.hasServers(role)
        ? Stream.concat(own, Stream.of(endpoint))
        : Stream.concat(Stream.of(endpoint), cluster.network().allocationPool().stream());
  }
}
