package dev.slipway.components;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackReference;
import com.pulumi.resources.StackReferenceArgs;
import com.pulumi.resources.StackReferenceOutputDetails;
import dev.slipway.plan.model.ClusterPlan;

/**
 * A reference to the stack of the Ops Cluster at which a Management Cluster is registered. It is
 * read before any resource is created, because the registration is impossible without it.
 */
final class OpsStackReference {
  private final String name;
  private final StackReference stack;

  /** Reads the reference in the organization and project of the program. */
  OpsStackReference(Context context, ClusterPlan managed) {
    this.name = managed.opsStackName();
    this.stack =
        new StackReference(
            managed.name() + "-management-ops-stack",
            StackReferenceArgs.builder()
                .name(String.join("/", context.organizationName(), context.projectName(), name))
                .build());
  }

  /**
   * Returns the kubeconfig with which clusters register themselves; a secret.
   *
   * @throws RunException if no update of the Ops stack has ever completed
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
                        "stack %1$s has no output %2$s, which the registration of a cluster requires; create its Ops Cluster first: pulumi up --stack %1$s"
                            .formatted(name, output)));
    return Output.ofSecret(kubeconfig.toString());
  }
}
