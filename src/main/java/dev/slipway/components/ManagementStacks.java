package dev.slipway.components;

import com.pulumi.Context;
import com.pulumi.exceptions.RunException;
import dev.slipway.components.gitops.RegisteredCluster;
import dev.slipway.credentials.AuthorityCertificate;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Optional;

/**
 * The stacks of the Management Clusters of an Ops Cluster. Their outputs are input from outside, so
 * only one certificate of each is used, and the address is the plan's; docs/adr/0023.
 */
final class ManagementStacks {
  private final Context context;
  private final String opsStack;

  /** Whether the last update of the Ops stack created the account by which clusters registered. */
  private final boolean hasRegistrar;

  ManagementStacks(Context context, ClusterPlan ops, FormerOutputs former) {
    this.context = context;
    this.opsStack = ops.name().text();
    this.hasRegistrar = former.has(StackOutputNames.REGISTRAR);
  }

  /**
   * Returns the clusters to which Argo CD may connect, and logs the others.
   *
   * @throws RunException if an output is not one certificate, or if a stack still has its
   *     registration in its own state: this update deletes the account that can delete it
   */
  List<RegisteredCluster> registered(List<ClusterPlan> managed) {
    return managed.stream().map(this::registered).flatMap(Optional::stream).toList();
  }

  private Optional<RegisteredCluster> registered(ClusterPlan cluster) {
    Optional<FormerOutputs> outputs = FormerOutputs.ofOtherStack(context, cluster.name().text());
    Optional<String> authority =
        outputs.flatMap(found -> found.value(ManagementCluster.ARGOCD_AUTHORITY));
    if (authority.isEmpty()) {
      requireNoFormerRegistration(cluster, outputs);
      context
          .log()
          .info(
              "Argo CD does not connect to %1$s: no update of stack %1$s has completed; after the next one, run pulumi up --stack %2$s"
                  .formatted(cluster.name(), opsStack));
    }
    return authority.map(pem -> new RegisteredCluster(cluster, verified(cluster, pem)));
  }

  private void requireNoFormerRegistration(ClusterPlan cluster, Optional<FormerOutputs> outputs) {
    if (hasRegistrar && outputs.filter(FormerOutputs::exist).isPresent()) {
      throw new RunException(
          "nothing is changed: the state of stack %1$s has its registration at Argo CD, which this update creates and only that stack can delete; run pulumi up --stack %1$s first"
              .formatted(cluster.name()));
    }
  }

  private static String verified(ClusterPlan cluster, String pem) {
    try {
      return AuthorityCertificate.read(pem).pem();
    } catch (IllegalArgumentException invalid) {
      throw new RunException(
          "nothing is changed: output %s of stack %s %s"
              .formatted(ManagementCluster.ARGOCD_AUTHORITY, cluster.name(), invalid.getMessage()));
    }
  }
}
