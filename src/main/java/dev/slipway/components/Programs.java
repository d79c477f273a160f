package dev.slipway.components;

import com.pulumi.Context;
import com.pulumi.openstack.ProviderArgs;
import com.pulumi.resources.StackOptions;
import dev.slipway.components.cluster.Cluster;
import dev.slipway.components.gitops.ReleaseManifest;
import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.FleetPlan;
import dev.slipway.plan.gitops.ArgoCdPlan;
import dev.slipway.value.StackKind;
import java.util.List;
import java.util.function.Function;

/** What {@code pulumi up} of a stack makes: the table of contents of both kinds of stack. */
public final class Programs {
  /** Neutron answers 409 and 503 under load; the provider's own default is never to retry. */
  private static final int RETRIES = 5;

  private Programs() {}

  /** Has every resource looked at before it is registered. */
  public static StackOptions options(ClusterPlan plan) {
    return StackOptions.builder().resourceTransformations(new StackGuard(plan)).build();
  }

  /** Runs the program that the stack's kind asks for. */
  public static void run(Context context, FleetPlan fleet, ClusterPlan plan) {
    Pause.betweenRounds();
    run(context, fleet, plan, argocd -> manifest(context, argocd));
  }

  /** The same with another way to ArgoCD's manifest. */
  static void run(
      Context context, FleetPlan fleet, ClusterPlan plan, Function<ArgoCdPlan, String> manifest) {
    Cluster cluster = cluster(fleet, plan);
    cluster.export(context::export);
    if (plan.kind() == StackKind.OPS_CLUSTER) {
      new OpsCluster(plan, cluster, manifest, context::export);
    } else {
      new ManagementCluster(fleet, plan, cluster);
    }
  }

  private static String manifest(Context context, ArgoCdPlan argocd) {
    String source = context.config().get("argocdManifest").orElse(ReleaseManifest.source(argocd));
    return ReleaseManifest.fetch(source, argocd.sha256());
  }

  private static Cluster cluster(FleetPlan fleet, ClusterPlan plan) {
    var openstack =
        new com.pulumi.openstack.Provider(
            plan.name() + "-openstack",
            ProviderArgs.builder().cloud(plan.cloud()).maxRetries(RETRIES).build());
    var commands = new com.pulumi.command.Provider(plan.name() + "-commands");
    return new Cluster(fleet, plan, List.of(openstack, commands));
  }
}
