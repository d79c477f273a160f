package dev.slipway.cli;

import dev.slipway.plan.gitops.ClusterRegistration;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.recovery.StackState;
import java.util.List;
import java.util.Set;

/**
 * The Applications that the program of an Ops stack has created: the first one of each Management
 * Cluster that is registered. A cluster whose stack has never been updated is not registered.
 */
final class FirstApplications {
  private FirstApplications() {}

  /** Returns the names of those that the state of the Ops stack contains. */
  static List<String> of(StackState state, List<ClusterPlan> managed) {
    Set<String> resources = state.texts().keySet();
    return managed.stream()
        .filter(
            cluster ->
                resources.stream()
                    .anyMatch(
                        one ->
                            one.endsWith(
                                "-argocd-cluster-%s-applications".formatted(cluster.name()))))
        .map(ClusterRegistration::applicationName)
        .toList();
  }
}
