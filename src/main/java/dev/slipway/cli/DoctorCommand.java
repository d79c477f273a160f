package dev.slipway.cli;

import dev.slipway.doctor.Doctor;
import dev.slipway.doctor.Finding;
import dev.slipway.doctor.LocalComputer;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks that this computer has what Slipway needs. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Checks that this computer has the tools, plugins, files and variables that pulumi needs.",
      "Reads only this computer. Without a stack, it checks tools and plugins. Exit code 1 if",
      "something is missing."
    },
    footer = {"", "Example: slipway doctor staging-osl2"})
final class DoctorCommand implements Callable<Integer> {
  @Mixin private final StacksOption stacks = new StacksOption();

  @Parameters(
      paramLabel = "STACK",
      arity = "0..1",
      description = "Name of a stack: its file's name without .yaml. Default: none.")
  private @Nullable String stack;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Finding> findings = stack == null ? Doctor.tools(new LocalComputer()) : ofStack(stack);
    findings.forEach(one -> spec.commandLine().getOut().println(one));
    return findings.stream().allMatch(Finding::isOk)
        ? ExitCodes.SUCCESS.code()
        : ExitCodes.FAILED.code();
  }

  private List<Finding> ofStack(String name) {
    FleetPlan fleet = stacks.plan();
    return Doctor.stack(new LocalComputer(), fleet, fleet.clusterOrThrow(DnsLabel.parse(name)));
  }
}
