package dev.slipway.guard;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerRole;
import java.util.List;

/**
 * Refuses an update of an existing stack in a project that has none of its control-plane servers:
 * another project would get a second cluster, and a refresh would remove the first one from the
 * state.
 */
public final class ProjectGuard {
  private static final String CONTROL_PLANE = ServerRole.CONTROL_PLANE.text();

  private ProjectGuard() {}

  /**
   * Returns the refusal; none for a new stack.
   *
   * @param exists whether an update of the stack has completed
   */
  public static List<Refusal> refusals(ClusterPlan plan, List<LiveServer> servers, boolean exists) {
    List<LiveServer> own = ServerGuard.ofCluster(plan, servers);
    if (!exists || own.stream().anyMatch(one -> one.role().equals(CONTROL_PLANE))) {
      return List.of();
    }
    if (!own.isEmpty()) {
      return List.of(withoutControlPlane(plan, own));
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

  private static Refusal withoutControlPlane(ClusterPlan plan, List<LiveServer> own) {
    return new Refusal(
        "controlPlane",
        own.stream().map(LiveServer::name).toList(),
        "exist without a control-plane server",
        "%d control-plane servers".formatted(plan.controlPlane().size()),
        "etcd's data was on the servers that are gone, and an update creates empty ones: pulumi"
            + " destroy, then pulumi up creates a new cluster");
  }
}
