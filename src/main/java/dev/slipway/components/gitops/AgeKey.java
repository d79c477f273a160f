package dev.slipway.components.gitops;

import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import dev.slipway.guard.StateGuard;
import dev.slipway.plan.model.ClusterPlan;
import java.util.Optional;

/**
 * The key with which the clusters of an environment decrypt the credentials in Git. It is a setting
 * of the Ops stack, and a secret output of it for the Management stacks.
 */
public final class AgeKey {
  /** The setting, and the output. */
  public static final String NAME = StateGuard.AGE_KEY;

  /** Source: the format of age, "AGE-SECRET-KEY-1". */
  private static final String PRIVATE = "AGE-SECRET-KEY-1";

  private AgeKey() {}

  /**
   * Returns the key in the settings of an Ops stack; empty if its clusters send no audit events.
   *
   * @throws RunException if the settings have none
   */
  public static Optional<Output<String>> of(ClusterPlan ops, Optional<String> setting) {
    if (ops.auditSinks().isEmpty()) {
      return Optional.empty();
    }
    String key =
        setting.orElseThrow(
            () ->
                new RunException(
                    "nothing is changed: slipway:%s is not set, and the clusters of %s decrypt the credentials of the audit sinks with it; set it to the key that docs/audit.md creates: pulumi config set --secret slipway:%1$s --stack %s < FILE"
                        .formatted(NAME, ops.environment().text(), ops.name())));
    if (!key.contains(PRIVATE)) {
      throw new RunException(
          "nothing is changed: slipway:%s has no line that begins with %s; set it to the file that age-keygen writes, which has the private key: pulumi config set --secret slipway:%1$s --stack %s < FILE"
              .formatted(NAME, PRIVATE, ops.name()));
    }
    return Optional.of(Output.ofSecret(key));
  }
}
