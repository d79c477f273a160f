package dev.slipway.components;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackReference;
import com.pulumi.resources.StackReferenceArgs;
import dev.slipway.components.cluster.AuditAuthority;
import dev.slipway.components.gitops.AgeKey;
import dev.slipway.components.gitops.AuditKeys;
import dev.slipway.credentials.AuthorityCertificate;
import dev.slipway.plan.model.ClusterPlan;
import java.util.Optional;

/**
 * A reference to the stack of the Ops Cluster that a Management Cluster trusts. It is read before
 * any resource is created, because the API servers start with the authority. Its output is input
 * from outside, so only one certificate of it is used; docs/adr/0023.
 */
final class OpsStackReference {
  /** The setting, and the output of a Management stack, with the authority that is expected. */
  static final String AUTHORITY = "opsCertificateAuthority";

  private final Context context;
  private final ClusterPlan managed;
  private final String name;
  private final StackReference stack;

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
   * Returns the authority of the Ops Cluster's API.
   *
   * @param ops the plan of the Ops Cluster
   * @param former the fingerprint of the authority at the last update of this stack
   * @throws RunException if no update of the Ops stack has ever completed, or if its outputs are
   *     not those of the planned cluster
   */
  AuthorityCertificate authority(ClusterPlan ops, Optional<String> former) {
    String server = ops.endpoint().externalUrl();
    String exported = output(StackOutputNames.API_SERVER);
    if (!exported.equals(server)) {
      throw refusal(
          StackOutputNames.API_SERVER,
          "is %s, and the plan of %s has %s; run pulumi up --stack %s with the same stack files first"
              .formatted(exported, name, server, name));
    }
    AuthorityCertificate authority =
        read(
            value(StackOutputNames.AUTHORITY)
                .or(() -> value(StackOutputNames.FORMER_AUTHORITY))
                .orElseThrow(() -> absent(StackOutputNames.AUTHORITY)));
    Optional<String> setting = context.config().get(AUTHORITY);
    setting.or(() -> former).ifPresent(expected -> requireAuthority(authority, expected));
    return authority;
  }

  /**
   * Returns the secrets with which the clusters of the environment send audit events.
   *
   * @throws RunException if the last update of the Ops stack had none
   */
  AuditKeys auditKeys() {
    return new AuditKeys(secret(AgeKey.NAME), secret(AuditAuthority.OUTPUT));
  }

  private Output<String> secret(String output) {
    return stack
        .outputDetailsAsync(output)
        .join()
        .getSecretValue()
        .map(value -> Output.ofSecret(String.valueOf(value)))
        .orElseThrow(
            () ->
                new RunException(
                    "nothing is changed: stack %1$s has no secret output %2$s, which the audit shipper of %3$s needs; update the Ops Cluster first: pulumi up --stack %1$s"
                        .formatted(name, output, managed.name())));
  }

  private void requireAuthority(AuthorityCertificate authority, String expected) {
    String fingerprint = authority.fingerprint().hex();
    if (!fingerprint.equals(expected)) {
      throw refusal(
          StackOutputNames.AUTHORITY,
          "has the fingerprint %s, expected %s; only if the Ops Cluster was created again: pulumi config set slipway:%s %s --stack %s"
              .formatted(fingerprint, expected, AUTHORITY, fingerprint, managed.name()));
    }
  }

  private AuthorityCertificate read(String pem) {
    try {
      return AuthorityCertificate.read(pem);
    } catch (IllegalArgumentException invalid) {
      throw refusal(StackOutputNames.AUTHORITY, String.valueOf(invalid.getMessage()));
    }
  }

  private String output(String output) {
    return value(output).orElseThrow(() -> absent(output));
  }

  private RunException absent(String output) {
    return new RunException(
        "stack %1$s has no output %2$s, which a Management Cluster requires; create its Ops Cluster first: pulumi up --stack %1$s"
            .formatted(name, output));
  }

  private Optional<String> value(String output) {
    return stack.outputDetailsAsync(output).join().getValue().map(String::valueOf);
  }

  private RunException refusal(String output, String problem) {
    return new RunException(
        "nothing is changed: output %s of stack %s %s".formatted(output, name, problem));
  }
}
