package dev.slipway.components;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.core.internal.Internal;
import com.pulumi.exceptions.RunException;
import dev.slipway.change.SetOnce;
import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.guard.EndpointGuard;
import dev.slipway.guard.LiveEndpoints;
import dev.slipway.guard.LiveGate;
import dev.slipway.guard.LiveServer;
import dev.slipway.guard.LiveServers;
import dev.slipway.guard.ProjectGuard;
import dev.slipway.guard.Refusal;
import dev.slipway.guard.ReservationGuard;
import dev.slipway.guard.ServerGuard;
import dev.slipway.guard.StoppedServers;
import dev.slipway.plan.model.ClusterPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The checks of an existing cluster before an update changes it, in a preview too; docs/adr/0014.
 */
final class GuardedUpdate {
  private final ClusterPlan plan;
  private final LiveGate gate;

  private GuardedUpdate(ClusterPlan plan, LiveGate gate) {
    this.plan = plan;
    this.gate = gate;
  }

  /** Compares the live servers with the plan, and stops the program if an update would harm one. */
  static GuardedUpdate of(
      Context context, ClusterPlan plan, FormerOutputs former, OpenStackClient cloud) {
    List<LiveServer> servers;
    List<Refusal> refusals;
    try {
      servers = LiveServers.of(cloud);
      refusals = new ArrayList<>(ServerGuard.refusals(plan, servers));
      refusals.addAll(ProjectGuard.refusals(plan, servers, former.exist()));
      refusals.addAll(ReservationGuard.refusals(cloud, plan));
      if (!ServerGuard.ofCluster(plan, servers).isEmpty()) {
        refusals.addAll(EndpointGuard.refusals(plan, LiveEndpoints.of(cloud, plan)));
      }
    } catch (CloudException unreadable) {
      throw new RunException(
          "nothing is changed: the servers of stack %s cannot be compared with its plan: %s"
              .formatted(plan.name(), unreadable.getMessage()));
    }
    refuse(
        plan,
        Stream.concat(setOnce(plan, former), refusals.stream()).map(Object::toString).toList());
    StoppedServers.warnings(plan, servers).forEach(context.log()::warn);
    return new GuardedUpdate(plan, new LiveGate(plan, servers, context.log()::warn));
  }

  /** Compares the values that the last completed update wrote into the state with the plan. */
  private static Stream<?> setOnce(ClusterPlan plan, FormerOutputs former) {
    return SetOnce.refusals(former.mapping(SetOnce.OUTPUT), plan).stream();
  }

  /**
   * Returns the check that the program waits for before it uses the secrets bundle: servers,
   * commands and Kubernetes objects depend on it.
   */
  Consumer<Output<String>> bundleCheck() {
    return bundle -> check(plan, bundle, gate::problems);
  }

  /**
   * Waits for the bundle and throws the refusal in the program itself: the SDK prints only the
   * message of such an exception, but the stack trace of one that an output contains.
   */
  static void check(
      ClusterPlan plan, Output<String> bundle, Function<String, List<String>> problems) {
    Optional<String> secret;
    try {
      secret = Internal.of(bundle).getValueOptional().join();
    } catch (CompletionException notCreated) {
      return; // The SDK reports it, and creates nothing that depends on the bundle.
    }
    // In a preview of a new stack the bundle is not known.
    secret.ifPresent(text -> refuse(plan, problems.apply(text)));
  }

  private static void refuse(ClusterPlan plan, List<String> problems) {
    if (!problems.isEmpty()) {
      throw new RunException(
          "no server is changed: stack %s has changes that an update does not apply (docs/adr/0014):\n- %s"
              .formatted(plan.name(), String.join("\n- ", problems)));
    }
  }
}
