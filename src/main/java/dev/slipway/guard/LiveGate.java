package dev.slipway.guard;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The check of a running cluster before its servers are registered. It needs the secrets bundle,
 * for a credential of one hour.
 */
public final class LiveGate {
  private final ClusterPlan plan;
  private final List<LiveServer> servers;
  private final Consumer<String> warnings;

  /**
   * Creates the gate.
   *
   * @param servers all servers of the stack's project
   * @param warnings receives why a cluster was not assessed
   */
  public LiveGate(ClusterPlan plan, List<LiveServer> servers, Consumer<String> warnings) {
    this.plan = plan;
    this.servers = List.copyOf(servers);
    this.warnings = warnings;
  }

  /**
   * Returns why the update must stop; empty if it may go on, also for a new cluster.
   *
   * @param bundle Talos' secrets bundle
   */
  public List<String> problems(String bundle) {
    List<ServerPlan> existing =
        plan.controlPlane().stream()
            .filter(node -> servers.stream().anyMatch(one -> one.name().equals(node.name())))
            .toList();
    if (existing.isEmpty()) {
      return List.of();
    }
    try {
      return problems(LiveCluster.parse(read(existing, bundle)));
    } catch (IOException unreachable) {
      return warnOrStop(
          "the Talos API of cluster %s does not answer at %s, so its versions and etcd are not assessed: %s"
              .formatted(plan.name(), plan.endpoint().externalAddress(), unreachable.getMessage()));
    }
  }

  /** Returns why the update must stop, from what was read. */
  List<String> problems(LiveCluster live) {
    List<String> problems = new ArrayList<>();
    List<String> keys = ClusterGuard.notAssessed(live);
    if (!keys.isEmpty()) {
      String reason =
          live.unread().isEmpty()
              ? "the answer of its Talos API does not contain them"
              : "not read: " + String.join("; ", live.unread());
      problems.addAll(
          warnOrStop(
              "cluster %s: not assessed: %s (%s)"
                  .formatted(plan.name(), String.join(", ", keys), reason)));
    }
    ClusterGuard.refusals(plan, servers, live).forEach(one -> problems.add(one.toString()));
    return problems;
  }

  /** A new control-plane node must not get versions or CIDRs that the others do not have. */
  private List<String> warnOrStop(String problem) {
    List<String> added = ClusterGuard.newControlPlane(plan, servers);
    if (added.isEmpty()) {
      warnings.accept(problem);
      return List.of();
    }
    return List.of(
        problem
            + "; no control-plane node is added meanwhile (%s): make the API reachable from this machine first"
                .formatted(String.join(", ", added)));
  }

  private String read(List<ServerPlan> existing, String bundle) throws IOException {
    Map<String, String> environment = BundleScript.controlPlaneEnvironment(plan);
    environment.put(
        "NODES",
        existing.stream().map(node -> node.address().toString()).collect(Collectors.joining(" ")));
    return BundleScript.run(environment, bundle, List.of("live-cluster.sh"));
  }
}
