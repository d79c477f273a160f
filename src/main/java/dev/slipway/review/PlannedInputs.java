package dev.slipway.review;

import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.StackKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All values of stack files that the program of one stack reads. Stacks with equal inputs have the
 * same resources. KeyEffectsTest compares that with the resources of every sample change.
 *
 * @param managed what an Ops Cluster reads of the clusters that it manages
 * @param namespaces of a Management Cluster, in which Argo CD of its Ops Cluster may write
 * @param state of the environment
 */
record PlannedInputs(
    ClusterPlan plan,
    List<Managed> managed,
    List<String> namespaces,
    Optional<ClusterPlan.State> state) {

  /** Groups of values by their name in reports. */
  private static final Map<String, Function<PlannedInputs, Object>> PARTS =
      new TreeMap<>(
          Map.of(
              "servers", inputs -> inputs.plan.servers(),
              "network", inputs -> inputs.plan.network(),
              "endpoint", inputs -> inputs.plan.endpoint(),
              "security group rules",
                  inputs -> List.of(inputs.plan.securityGroups(), inputs.plan.listeners()),
              "versions",
                  inputs ->
                      List.of(inputs.plan.kubernetes(), inputs.plan.talos(), inputs.plan.cilium()),
              "sign-in and roles",
                  inputs ->
                      List.of(
                          inputs.plan.identity(),
                          inputs.plan.trustedIssuer(),
                          inputs.plan.ownRoles()),
              "Argo CD", inputs -> List.of(inputs.plan.argocd(), inputs.namespaces),
              "managed clusters", PlannedInputs::managed,
              "state backend", PlannedInputs::state));

  /** The values of a cluster that Argo CD of its Ops Cluster has. */
  record Managed(DnsLabel name, DnsLabel datacenter, EndpointPlan endpoint) {
    static Managed of(ClusterPlan cluster) {
      return new Managed(cluster.name(), cluster.datacenter(), cluster.endpoint());
    }
  }

  static PlannedInputs of(FleetPlan fleet, ClusterPlan plan) {
    ClusterPlan ops = fleet.opsClusterOf(plan);
    return new PlannedInputs(
        plan,
        fleet.managedBy(plan).stream().map(Managed::of).toList(),
        plan.kind() == StackKind.OPS_CLUSTER
            ? List.of()
            : ops.argocd().map(ArgoCdPlan::namespaces).orElse(List.of()),
        ops.state());
  }

  /** Returns the names of the parts that differ, sorted; none if the inputs are equal. */
  List<String> differences(PlannedInputs other) {
    if (equals(other)) {
      return List.of();
    }
    List<String> parts =
        PARTS.entrySet().stream()
            .filter(part -> differ(part.getValue(), other))
            .map(Map.Entry::getKey)
            .toList();
    return parts.isEmpty() ? List.of("other settings") : parts;
  }

  private boolean differ(Function<PlannedInputs, Object> part, PlannedInputs other) {
    return !Objects.equals(part.apply(this), part.apply(other));
  }
}
