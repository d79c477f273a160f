package dev.slipway.cli;

import dev.slipway.credentials.SecretsBundle;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.recovery.PulumiException;
import dev.slipway.recovery.PulumiProgram;
import dev.slipway.recovery.StackState;
import dev.slipway.value.Environment;

/** The secrets bundle of a stack, read from its Pulumi state. */
final class BundleOfStack {
  private BundleOfStack() {}

  /**
   * Reads the bundle. It is in the state as soon as it exists, also while an update runs.
   *
   * @throws PulumiException if the state has no bundle
   */
  static SecretsBundle read(ClusterPlan plan) {
    return read(plan.environment(), plan.name().text());
  }

  /**
   * Reads the bundle of a stack whose plan is not known.
   *
   * @throws PulumiException if the state has no bundle
   */
  static SecretsBundle read(Environment environment, String stack) {
    return SecretsBundle.read(text(PulumiProgram.ofThisProcess(), environment, stack));
  }

  /**
   * Reads the bundle's text, which is secret.
   *
   * @throws PulumiException if the state has no bundle
   */
  static String text(PulumiProgram pulumi, Environment environment, String stack) {
    return text(StackState.read(pulumi.stack(environment, stack).exportWithSecrets()), stack);
  }

  /**
   * Reads the bundle's text, which is secret, in a state with secrets.
   *
   * @throws PulumiException if the state has no bundle
   */
  static String text(StackState state, String stack) {
    return state
        .output(stack + "-talos-bundle", "stdout")
        .orElseThrow(
            () ->
                new PulumiException(
                    "the state of stack %1$s has no secrets bundle (%1$s-talos-bundle); pulumi up --stack %1$s creates it"
                        .formatted(stack)));
  }
}
