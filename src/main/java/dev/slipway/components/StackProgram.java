package dev.slipway.components;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.openstack.Provider;
import com.pulumi.openstack.ProviderArgs;
import com.pulumi.resources.StackOptions;
import dev.slipway.components.cluster.Cluster;
import dev.slipway.plan.cluster.InlineManifest;
import dev.slipway.plan.cluster.UserData;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.StackKind;
import java.util.List;

/** What {@code pulumi up} of a stack makes: the table of contents of both kinds of stack. */
public final class StackProgram {
  /** Neutron answers 409 and 503 under load; the provider's own default is never to retry. */
  private static final int RETRIES = 5;

  private StackProgram() {}

  /** Has every resource looked at, and known by its former names, before it is registered. */
  public static StackOptions options(ClusterPlan plan) {
    return StackOptions.builder()
        .resourceTransformations(new ResourceAliases(plan.name()), new ResourcePolicy(plan))
        .build();
  }

  /** Runs the program that the stack's kind asks for. */
  public static void run(Context context, FleetPlan fleet, ClusterPlan plan) {
    EngineBusyWaitFix.install();
    run(context, fleet, plan, ThirdPartyManifests.of(context.config(), plan));
  }

  /** The same with manifests of another kind. */
  public static void run(
      Context context, FleetPlan fleet, ClusterPlan plan, ThirdPartyManifests manifests) {
    refuseOversize(plan, manifests.cilium());
    if (plan.kind() == StackKind.OPS_CLUSTER) {
      Cluster cluster = cluster(context, plan, manifests.cilium());
      new OpsCluster(plan, cluster, manifests.argocd().orElseThrow(), context::export);
    } else {
      Output<String> registrar = new OpsStackReference(plan).registrarKubeconfig();
      Cluster cluster = cluster(context, plan, manifests.cilium());
      new ManagementCluster(fleet, plan, cluster, registrar);
    }
  }

  private static void refuseOversize(ClusterPlan plan, String cilium) {
    List<String> problems = UserData.sizeProblems(plan, InlineManifest.all(cilium));
    if (!problems.isEmpty()) {
      throw new RunException(String.join("\n", problems));
    }
  }

  private static Cluster cluster(Context context, ClusterPlan plan, String cilium) {
    var openstack =
        new Provider(
            plan.name() + "-openstack",
            ProviderArgs.builder().cloud(plan.cloud()).maxRetries(RETRIES).build());
    var commands = new com.pulumi.command.Provider(plan.name() + "-commands");
    Cluster cluster = new Cluster(plan, cilium, List.of(openstack, commands));
    cluster.export(context::export);
    return cluster;
  }
}
