package dev.slipway.components;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackReference;
import com.pulumi.resources.StackReferenceArgs;
import com.pulumi.resources.StackReferenceOutputDetails;
import dev.slipway.credentials.TokenAccess;
import dev.slipway.plan.model.ClusterPlan;
import java.util.Optional;

/**
 * A reference to the stack of the Ops Cluster at which a Management Cluster is registered. It is
 * read before any resource is created, because the registration is impossible without it. Its
 * output is input from outside, so only the token and the authority of it are used; docs/adr/0023.
 */
final class OpsStackReference {
  /** The setting, and the output of a Management stack, with the authority that is expected. */
  static final String AUTHORITY = "opsCertificateAuthority";

  private final Context context;
  private final ClusterPlan managed;
  private final String name;
  private final StackReference stack;

  /**
   * The access to the Ops Cluster.
   *
   * @param kubeconfig the kubeconfig with which clusters register themselves; a secret
   * @param authority the SHA-256 fingerprint of the certificate of its API's authority
   */
  record Access(Output<String> kubeconfig, String authority) {}

  /** Reads the reference in the organization and project of the program. */
  OpsStackReference(Context context, ClusterPlan managed) {
    this.context = context;
    this.managed = managed;
    this.name = managed.opsStackName();
    this.stack =
        new StackReference(
            managed.name() + "-management-ops-stack",
            StackReferenceArgs.builder()
                .name(String.join("/", context.organizationName(), context.projectName(), name))
                .build());
  }

  /**
   * Returns the access.
   *
   * @param ops the plan of the Ops Cluster
   * @param former the authority at the last update of this stack
   * @throws RunException if no update of the Ops stack has ever completed, or if its output is not
   *     for the planned cluster
   */
  Access access(ClusterPlan ops, Optional<String> former) {
    TokenAccess access = read();
    String server = ops.endpoint().externalUrl();
    if (!access.server().equals(server)) {
      throw refusal(
          "is for the server %s, and the plan of %s has %s; run pulumi up --stack %s with the same stack files first"
              .formatted(access.server(), name, server, name));
    }
    String authority = access.fingerprint().hex();
    Optional<String> setting = context.config().get(AUTHORITY);
    setting.or(() -> former).ifPresent(expected -> requireAuthority(authority, expected));
    return new Access(Output.ofSecret(access.kubeconfig(name, server)), authority);
  }

  private void requireAuthority(String authority, String expected) {
    if (!authority.equals(expected)) {
      throw refusal(
          "has a certificate authority with the fingerprint %s, expected %s; only if the Ops Cluster was created again: pulumi config set slipway:%s %s --stack %s"
              .formatted(authority, expected, AUTHORITY, authority, managed.name()));
    }
  }

  private TokenAccess read() {
    StackReferenceOutputDetails details =
        stack.outputDetailsAsync(OpsCluster.REGISTRAR_KUBECONFIG).join();
    Object kubeconfig =
        details
            .getSecretValue()
            .or(details::getValue)
            .orElseThrow(
                () ->
                    new RunException(
                        "stack %1$s has no output %2$s, which the registration of a cluster requires; create its Ops Cluster first: pulumi up --stack %1$s"
                            .formatted(name, OpsCluster.REGISTRAR_KUBECONFIG)));
    try {
      return TokenAccess.read(kubeconfig.toString());
    } catch (IllegalArgumentException invalid) {
      throw refusal("is not a kubeconfig of Slipway: " + invalid.getMessage());
    }
  }

  private RunException refusal(String problem) {
    return new RunException(
        "nothing is changed: output %s of stack %s %s"
            .formatted(OpsCluster.REGISTRAR_KUBECONFIG, name, problem));
  }
}
