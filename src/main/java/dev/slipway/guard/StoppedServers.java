package dev.slipway.guard;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Planned servers that do not run. An update without a change of a machine needs none of them, so
 * they are warnings.
 */
public final class StoppedServers {
  private StoppedServers() {}

  /**
   * Returns a warning for each of them.
   *
   * @param live all servers of the stack's project
   */
  public static List<String> warnings(ClusterPlan plan, List<LiveServer> live) {
    Set<String> planned = plan.servers().stream().map(ServerPlan::name).collect(Collectors.toSet());
    return live.stream()
        .filter(one -> planned.contains(one.name()) && !one.active())
        .map(
            one ->
                "server %s is %s: a change of a machine waits for it and then stops; first: openstack --os-cloud %s server %s %s"
                    .formatted(
                        one.name(),
                        one.status(),
                        plan.cloud(),
                        one.shutOff() ? "start" : "show",
                        one.id()))
        .toList();
  }
}
