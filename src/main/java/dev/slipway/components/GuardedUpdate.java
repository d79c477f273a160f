package dev.slipway.components;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import dev.slipway.cloud.CloudException;
import dev.slipway.guard.EndpointGuard;
import dev.slipway.guard.LiveEndpoints;
import dev.slipway.guard.LiveGate;
import dev.slipway.guard.LiveServer;
import dev.slipway.guard.LiveServers;
import dev.slipway.guard.ProjectGuard;
import dev.slipway.guard.Refusal;
import dev.slipway.guard.ServerGuard;
import dev.slipway.plan.model.ClusterPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * The checks of an existing cluster before an update changes it, in a preview too; docs/adr/0014.
 */
final class GuardedUpdate {
  private final Context context;
  private final ClusterPlan plan;
  private final LiveGate gate;

  private GuardedUpdate(Context context, ClusterPlan plan, LiveGate gate) {
    this.context = context;
    this.plan = plan;
    this.gate = gate;
  }

  /** Compares the live servers with the plan, and stops the program if an update would harm one. */
  static GuardedUpdate of(Context context, ClusterPlan plan, FormerOutputs former) {
    List<LiveServer> servers;
    List<Refusal> refusals;
    try {
      servers = LiveServers.of(plan);
      refusals = new ArrayList<>(ServerGuard.refusals(plan, servers));
      refusals.addAll(ProjectGuard.refusals(plan, servers, former.exist()));
      if (!ServerGuard.ofCluster(plan, servers).isEmpty()) {
        refusals.addAll(EndpointGuard.refusals(plan, LiveEndpoints.of(plan)));
      }
    } catch (CloudException unreadable) {
      throw new RunException(
          "nothing is changed: the servers of stack %s cannot be compared with its plan: %s"
              .formatted(plan.name(), unreadable.getMessage()));
    }
    refuse(plan, refusals.stream().map(Refusal::toString).toList());
    return new GuardedUpdate(context, plan, new LiveGate(plan, servers, context.log()::warn));
  }

  /**
   * Returns the check that the secrets bundle passes before anything else receives it: servers,
   * commands and Kubernetes objects depend on it. It runs in a thread of its own, because the SDK
   * has one thread for everything on a computer with two cores.
   */
  UnaryOperator<Output<String>> bundleCheck() {
    return bundle ->
        bundle.apply(
            secret ->
                Output.of(
                    CompletableFuture.supplyAsync(
                        () -> {
                          check(secret);
                          return secret;
                        },
                        task -> new Thread(task, "live-gate").start())));
  }

  /** Logs a refusal before it throws: the SDK prints an exception of an output with its stack. */
  private void check(String bundle) {
    try {
      refuse(plan, gate.problems(bundle));
    } catch (RunException refusal) {
      context.log().error(refusal.getMessage());
      throw refusal;
    }
  }

  private static void refuse(ClusterPlan plan, List<String> problems) {
    if (!problems.isEmpty()) {
      throw new RunException(
          "no server is changed: stack %s has changes that an update does not apply (docs/adr/0014):\n- %s"
              .formatted(plan.name(), String.join("\n- ", problems)));
    }
  }
}
