package dev.slipway.cli;

import dev.slipway.credentials.SecretsBundle;
import dev.slipway.credentials.Talosconfig;
import dev.slipway.plan.model.ClusterPlan;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a talosconfig with a short-lived administrator's certificate. */
@Command(
    name = "talosconfig",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a talosconfig with an administrator's certificate, for an emergency.",
      "It is valid for a short time, because nothing can revoke it. Keep it out of files that "
          + "others can read."
    },
    footer = {"", "Example: slipway talosconfig staging-osl2 --ttl 2h"})
final class TalosconfigCommand implements Callable<Integer> {
  @Mixin private final StackParameter stack = new StackParameter();
  @Mixin private final LifetimeOption lifetime = new LifetimeOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ClusterPlan plan = stack.planIn(stack.fleet());
    SecretsBundle bundle = BundleOfStack.read(stack.name());
    var certificate = bundle.talosAdmin(Instant.now(), lifetime.lifetime());
    String endpoint = plan.endpoint().externalAddress().toString();
    spec.commandLine()
        .getOut()
        .println(Talosconfig.of(stack.name(), endpoint, bundle.talosAuthorityPem(), certificate));
    return ExitCodes.SUCCESS.code();
  }
}
