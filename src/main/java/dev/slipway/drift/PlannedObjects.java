package dev.slipway.drift;

import dev.slipway.drift.live.LiveProject;
import dev.slipway.drift.live.LiveRouter;
import dev.slipway.drift.live.LiveSubnet;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.PortPlan;
import dev.slipway.plan.model.RouterPlan;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The live network, subnet and router of a plan. All are empty on a shared network: there the
 * project has none.
 */
record PlannedObjects(
    Optional<String> network, Optional<LiveSubnet> subnet, Optional<LiveRouter> router) {

  /** Names are not unique in Neutron: the objects that planned servers use match. */
  static PlannedObjects of(LiveProject live, ClusterPlan plan) {
    if (plan.network().isShared()) {
      return new PlannedObjects(Optional.empty(), Optional.empty(), Optional.empty());
    }
    Optional<String> network = network(live, plan);
    return new PlannedObjects(
        network,
        live.subnets().stream()
            .filter(one -> network.filter(one.networkId()::equals).isPresent())
            .filter(one -> one.cidr().equals(plan.network().cidr().toString()))
            .findFirst(),
        router(live, plan));
  }

  private static Optional<String> network(LiveProject live, ClusterPlan plan) {
    Set<String> ports = PortPlan.of(plan).stream().map(PortPlan::name).collect(Collectors.toSet());
    Map<String, Long> plannedPorts =
        live.ports().stream()
            .filter(port -> port.projectId().equals(live.id()) && ports.contains(port.name()))
            .collect(Collectors.groupingBy(port -> port.networkId(), Collectors.counting()));
    return live.networks().entrySet().stream()
        .filter(one -> one.getValue().projectId().equals(live.id()))
        .filter(one -> one.getValue().name().equals(plan.network().name()))
        .min(
            Comparator.<Map.Entry<String, LiveProject.Network>>comparingLong(
                    one -> -plannedPorts.getOrDefault(one.getKey(), 0L))
                .thenComparing(one -> one.getValue().created())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey);
  }

  private static Optional<LiveRouter> router(LiveProject live, ClusterPlan plan) {
    RouterPlan planned = plan.network().router().orElseThrow();
    return live.routers().stream()
        .filter(one -> one.projectId().equals(live.id()))
        .filter(one -> one.name().equals(plan.name().text()))
        .min(
            Comparator.<LiveRouter, Boolean>comparing(
                    one -> !one.externalAddresses().contains(planned.externalIp().toPrefix()))
                .thenComparing(LiveRouter::created)
                .thenComparing(LiveRouter::id));
  }
}
