package dev.slipway.components;

import com.pulumi.Context;
import com.pulumi.command.Provider;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackOptions;
import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.CloudsYamlEntry;
import dev.slipway.components.cluster.Cluster;
import dev.slipway.guard.ProjectSession;
import dev.slipway.plan.cluster.InlineManifest;
import dev.slipway.plan.cluster.UserData;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.StackKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The Pulumi program of a stack, for both kinds of stack. */
public final class StackProgram {
  private StackProgram() {}

  /** Returns the options with the checks and the aliases of every resource of the stack. */
  public static StackOptions options(ClusterPlan plan) {
    return StackOptions.builder()
        .resourceTransformations(new ResourceAliases(plan.name()), new ResourcePolicy(plan))
        .build();
  }

  /**
   * Opens the stack's project and compares its servers with the plan, before any resource is
   * registered; then runs the program of the stack's kind.
   */
  public static void run(Context context, FleetPlan fleet, ClusterPlan plan, ManifestStore store) {
    EngineBusyWaitFix.install();
    FormerOutputs former = FormerOutputs.of(context);
    ProjectSession session = open(plan);
    Consumer<Output<String>> check =
        GuardedUpdate.of(context, plan, former, session.client()).bundleCheck();
    ThirdPartyManifests manifests = ThirdPartyManifests.of(context.config(), plan, store);
    run(context, fleet, plan, manifests, session.entry(), former, check);
  }

  /** Runs the program with the given manifests, without a look at what exists. */
  public static void run(
      Context context,
      FleetPlan fleet,
      ClusterPlan plan,
      ThirdPartyManifests manifests,
      CloudsYamlEntry entry) {
    FormerOutputs former = FormerOutputs.of(context);
    run(context, fleet, plan, manifests, entry, former, bundle -> {});
  }

  /** Opens the session with the stack's project. */
  static ProjectSession open(ClusterPlan plan) {
    try {
      return ProjectSession.open(plan);
    } catch (CloudException refusal) {
      throw new RunException(
          "nothing is changed: stack %s cannot use its OpenStack project: %s"
              .formatted(plan.name(), refusal.getMessage()));
    }
  }

  static void run(
      Context context,
      FleetPlan fleet,
      ClusterPlan plan,
      ThirdPartyManifests manifests,
      CloudsYamlEntry entry,
      FormerOutputs former,
      Consumer<Output<String>> bundleCheck) {
    refuseOversize(plan, manifests.cilium());
    if (plan.kind() == StackKind.OPS_CLUSTER) {
      Optional<String> formerArgoCd = formerArgoCd(context, plan, manifests, former);
      Cluster cluster = cluster(context, plan, manifests.cilium(), entry, bundleCheck);
      new OpsCluster(plan, cluster, formerArgoCd, context::export);
    } else {
      Output<String> registrar = new OpsStackReference(context, plan).registrarKubeconfig();
      Cluster cluster = cluster(context, plan, manifests.cilium(), entry, bundleCheck);
      new ManagementCluster(fleet, plan, cluster, registrar);
    }
  }

  private static Optional<String> formerArgoCd(
      Context context, ClusterPlan plan, ThirdPartyManifests manifests, FormerOutputs former) {
    if (!former.haveArgoCdObjects()) {
      return Optional.empty();
    }
    context
        .log()
        .warn(
            "Argo CD's objects leave the state and stay in the cluster. This update marks them; the"
                + " next one shows them as deleted[retain].");
    return Optional.of(manifests.argocdText(plan));
  }

  private static void refuseOversize(ClusterPlan plan, String cilium) {
    List<String> problems = UserData.sizeProblems(plan, InlineManifest.all(cilium));
    if (!problems.isEmpty()) {
      throw new RunException(String.join("\n", problems));
    }
  }

  private static Cluster cluster(
      Context context,
      ClusterPlan plan,
      String cilium,
      CloudsYamlEntry entry,
      Consumer<Output<String>> bundleCheck) {
    var openstack = OpenStackProvider.create(plan, entry);
    var commands = new Provider(plan.name() + "-commands");
    Cluster cluster = new Cluster(plan, cilium, bundleCheck, List.of(openstack, commands));
    cluster.export(context::export);
    return cluster;
  }
}
