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

/** Network model of a plan: one host for each role of each cluster, with the name of its group. */
public final class PlannedNetworkModel {
  private PlannedNetworkModel() {}

  /** Returns the model with the compiled rules. */
  public static NetworkModel of(FleetPlan fleet) {
    return new NetworkModel(
        fleet.clusters().stream().flatMap(PlannedNetworkModel::hosts).toList(),
        groups(fleet, fleet::securityGroupsWithAmphora));
  }

  /** Returns the groups with one rule for each declared connection, before merging. */
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

  /** Returns the group with its compiled rules. */
  public static Group group(SecurityGroupPlan group) {
    return new Group(group.name(), group.rules().stream().map(Rule::of).toList());
  }

  /** Returns the hosts of one cluster. An amphora is a host too, although Octavia runs it. */
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

  /** On a shared network, other networks reach every server at its own address. */
  private static List<IpPrefix> targets(ClusterPlan cluster, ServerRole role) {
    List<IpPrefix> named = cluster.reachableAddresses(role);
    return cluster.network().isShared()
        ? Stream.concat(named.stream(), addresses(cluster, role)).distinct().toList()
        : named;
  }

  /** Adds the whole IP version where the network assigns addresses that are not in the plan. */
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

  /** Includes the virtual IP of a pair, and the pool from which Neutron takes an amphora's. */
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
