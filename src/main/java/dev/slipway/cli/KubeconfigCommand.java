package dev.slipway.cli;

import dev.slipway.credentials.Kubeconfig;
import dev.slipway.credentials.Kubeconfig.SignIn;
import dev.slipway.credentials.SecretsBundle;
import dev.slipway.plan.model.ClusterPlan;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a kubeconfig: for people who sign in, or with an administrator's certificate. */
@Command(
    name = "kubeconfig",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a kubeconfig.",
      "With --sign-in it has no secret: kubectl starts kubelogin, and each person signs in to"
          + " Zitadel. Give it to all of them. Without --browser it prints a URL that can be opened"
          + " on any computer.",
      "Without, it has an administrator's certificate, for an emergency. It is valid for a short "
          + "time, because nothing can revoke it. Keep it out of files that others can read. Audit "
          + "logs show the user slipway-emergency."
    },
    footer = {
      "",
      "Example: slipway kubeconfig staging-osl2 --sign-in",
      "Example: slipway kubeconfig staging-osl2 --sign-in --browser",
      "Example: slipway kubeconfig staging-osl2 --ttl 2h"
    })
final class KubeconfigCommand implements Callable<Integer> {
  /** The user in audit logs. */
  private static final String USER = "slipway-emergency";

  @Mixin private final StackParameter stack = new StackParameter();
  @Mixin private final LifetimeOption lifetime = new LifetimeOption();

  @Option(names = "--sign-in", description = "For people, without a secret; requires kubelogin.")
  private boolean isForSignIn;

  @Option(
      names = "--browser",
      description = "With --sign-in: opens the browser of the computer on which kubectl runs.")
  private boolean isForBrowser;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (isForSignIn && spec.commandLine().getParseResult().hasMatchedOption("--ttl")) {
      throw new ParameterException(
          spec.commandLine(),
          "--ttl is for a certificate; with --sign-in the lifetime is that of Zitadel's tokens;"
              + " remove --ttl");
    }
    if (isForBrowser && !isForSignIn) {
      throw new ParameterException(
          spec.commandLine(), "--browser is for people who sign in; add --sign-in");
    }
    ClusterPlan plan = stack.planIn(stack.plan());
    SecretsBundle bundle = BundleOfStack.read(plan);
    spec.commandLine()
        .getOut()
        .println(isForSignIn ? forSignIn(plan, bundle) : forEmergency(plan, bundle));
    return ExitCodes.SUCCESS.code();
  }

  private String forSignIn(ClusterPlan plan, SecretsBundle bundle) {
    ClusterPlan.Identity identity = plan.identity();
    return kubeconfig(plan, bundle)
        .withSignIn(
            isForBrowser ? SignIn.THIS_COMPUTER : SignIn.OTHER_COMPUTER,
            identity.issuer().toString(),
            identity.audience(),
            identity.clients().get(0));
  }

  private String forEmergency(ClusterPlan plan, SecretsBundle bundle) {
    return kubeconfig(plan, bundle)
        .withCertificate(bundle.kubernetesAdmin(USER, Instant.now(), lifetime.lifetime()));
  }

  private static Kubeconfig kubeconfig(ClusterPlan plan, SecretsBundle bundle) {
    return new Kubeconfig(
        plan.name().text(), plan.endpoint().externalUrl(), bundle.kubernetesAuthorityPem());
  }
}
