package dev.slipway.cli;

import dev.slipway.cloud.OpenStackClient;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.preflight.Preflight;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks that a cloud has what a stack needs. */
@Command(
    name = "preflight",
    mixinStandardHelpOptions = true,
    description = {
      "Checks that the cloud has what a stack needs.",
      "That is flavors, images, networks and quota. Changes nothing. Exit code 1 if something is"
          + " missing. Warns of certificates in the stack's state that end within 60 days."
    },
    footer = {"", "Example: slipway preflight staging-osl2"})
final class PreflightCommand implements Callable<Integer> {
  @Mixin private final StackParameter stack = new StackParameter();
  @Mixin private final OutputOption output = new OutputOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ClusterPlan plan = stack.planIn(stack.plan());
    OpenStackClient cloud = StackParameter.cloudOf(plan);
    List<String> missing = Preflight.missing(cloud, plan);
    ExpiringCertificates.warn(plan, spec.commandLine().getErr());
    output.print(() -> Map.of("stack", stack.name(), "missing", missing), () -> text(missing));
    return missing.isEmpty() ? ExitCodes.SUCCESS.code() : ExitCodes.FAILED.code();
  }

  private String text(List<String> missing) {
    return missing.isEmpty()
        ? stack.name() + ": the cloud has all that it needs\n"
        : missing.stream().map("missing: %s\n"::formatted).collect(Collectors.joining());
  }
}
