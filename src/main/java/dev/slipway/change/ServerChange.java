package dev.slipway.change;

import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import java.util.List;
import java.util.Set;

/**
 * The effect of an update on one server.
 *
 * @param server as planned; a removed server as it was planned before
 * @param paths changed paths of its machine config, or its changed files
 * @param restarts programs that restart; a reboot restarts all
 */
public record ServerChange(
    ServerPlan server, Effect effect, List<String> paths, Set<RestartedProgram> restarts) {

  /** Copies the lists. */
  public ServerChange {
    paths = List.copyOf(paths);
    restarts = Set.copyOf(restarts);
  }

  /** Returns the change in an update that is refused as a whole: nothing happens. */
  ServerChange refused() {
    return effect == Effect.UNCHANGED
        ? this
        : new ServerChange(server, Effect.REFUSED, List.of(), Set.of());
  }

  /** Whether the API server or the etcd member of this server is interrupted. */
  public boolean interruptsControlPlane() {
    return server.role() == ServerRole.CONTROL_PLANE
        && (effect == Effect.REBOOT || restarts.contains(RestartedProgram.API_SERVER));
  }
}
