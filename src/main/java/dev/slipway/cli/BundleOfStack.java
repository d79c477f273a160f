package dev.slipway.cli;

import dev.slipway.credentials.SecretsBundle;
import dev.slipway.recovery.PulumiCli;
import dev.slipway.recovery.PulumiException;
import dev.slipway.recovery.StackState;

/** The secrets bundle of a stack, read from its Pulumi state. */
final class BundleOfStack {
  private BundleOfStack() {}

  /**
   * Reads the bundle. It is in the state as soon as it exists, also while an update runs.
   *
   * @throws PulumiException if the state has no bundle
   */
  static SecretsBundle read(String stack) {
    return SecretsBundle.read(text(stack));
  }

  /**
   * Reads the bundle's text, which is secret.
   *
   * @throws PulumiException if the state has no bundle
   */
  static String text(String stack) {
    String state = new PulumiCli(stack).exportWithSecrets();
    return StackState.read(state)
        .output(stack + "-talos-bundle", "stdout")
        .orElseThrow(
            () ->
                new PulumiException(
                    "the state of stack %1$s has no secrets bundle (%1$s-talos-bundle); pulumi up --stack %1$s creates it"
                        .formatted(stack)));
  }
}
