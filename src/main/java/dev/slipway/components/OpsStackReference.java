package dev.slipway.components;

import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackReference;
import com.pulumi.resources.StackReferenceArgs;
import com.pulumi.resources.StackReferenceOutputDetails;
import dev.slipway.plan.model.ClusterPlan;

/**
 * The stack of the Ops Cluster at which a Management Cluster is registered. It is read before
 * anything is made: without it a cluster would stay half made.
 */
final class OpsStackReference {
  private final String name;
  private final StackReference stack;

  OpsStackReference(ClusterPlan managed) {
    this.name = managed.opsStackName();
    this.stack =
        new StackReference(
            managed.name() + "-management-ops-stack",
            StackReferenceArgs.builder().name("organization/slipway/" + name).build());
  }

  /**
   * A kubeconfig that may register clusters; a secret.
   *
   * @throws RunException if the Ops Cluster was never brought up whole
   */
  Output<String> registrarKubeconfig() {
    String output = OpsCluster.REGISTRAR_KUBECONFIG;
    StackReferenceOutputDetails details = stack.outputDetailsAsync(output).join();
    Object kubeconfig =
        details
            .getSecretValue()
            .or(details::getValue)
            .orElseThrow(
                () ->
                    new RunException(
                        "stack %1$s has no output %2$s: its Ops Cluster is not up, and nobody can be registered at it; bring it up first: pulumi up --stack %1$s"
                            .formatted(name, output)));
    return Output.ofSecret(kubeconfig.toString());
  }
}
