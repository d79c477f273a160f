package dev.slipway.cli;

import dev.slipway.credentials.Kubeconfig;
import dev.slipway.credentials.SecretsBundle;
import dev.slipway.plan.model.ClusterPlan;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a kubeconfig with a short-lived administrator's certificate. */
@Command(
    name = "kubeconfig",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a kubeconfig with an administrator's certificate, for an emergency.",
      "It is valid for a short time, because nothing can revoke it. Keep it out of files that "
          + "others can read. Audit logs show the user slipway-emergency."
    },
    footer = {"", "Example: slipway kubeconfig staging-osl2 --ttl 2h"})
final class KubeconfigCommand implements Callable<Integer> {
  /** The user in audit logs. */
  private static final String USER = "slipway-emergency";

  @Mixin private final StackParameter stack = new StackParameter();
  @Mixin private final LifetimeOption lifetime = new LifetimeOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ClusterPlan plan = stack.planIn(stack.fleet());
    SecretsBundle bundle = BundleOfStack.read(stack.name());
    var certificate = bundle.kubernetesAdmin(USER, Instant.now(), lifetime.lifetime());
    Kubeconfig kubeconfig =
        new Kubeconfig(
            stack.name(), plan.endpoint().externalUrl(), bundle.kubernetesAuthorityPem());
    spec.commandLine().getOut().println(kubeconfig.withCertificate(certificate));
    return ExitCodes.SUCCESS.code();
  }
}
