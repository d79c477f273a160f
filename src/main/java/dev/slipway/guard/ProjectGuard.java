package dev.slipway.guard;

import dev.slipway.plan.model.ClusterPlan;
import java.util.List;

/**
 * Refuses an update of an existing stack in a project that has none of its servers: another project
 * would get a second cluster, and a refresh would remove the first one from the state.
 */
public final class ProjectGuard {
  private ProjectGuard() {}

  /**
   * Returns the refusal; none for a new stack.
   *
   * @param exists whether an update of the stack has completed
   */
  public static List<Refusal> refusals(ClusterPlan plan, List<LiveServer> servers, boolean exists) {
    if (!exists || !ServerGuard.ofCluster(plan, servers).isEmpty()) {
      return List.of();
    }
    return List.of(
        new Refusal(
            "cloud",
            List.of("stack " + plan.name()),
            "the project of %s has none of its servers".formatted(plan.cloud()),
            "%d servers".formatted(plan.servers().size()),
            "set cloud back to the project that has them; if all servers were deleted, etcd's data"
                + " is lost with them: pulumi destroy, then pulumi up creates a new cluster"));
  }
}
