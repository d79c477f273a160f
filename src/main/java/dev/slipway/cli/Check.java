package dev.slipway.cli;

import dev.slipway.plan.FleetPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks the fleet without a cloud. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Checks every stack file, and each against the others. Needs no cloud.",
    footer = {"", "Example: slipway check --stacks stacks"})
final class Check implements Callable<Integer> {
  @Mixin private final Stacks stacks = new Stacks();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    FleetPlan fleet = stacks.plan();
    spec.commandLine().getOut().println(fleet.clusters().size() + " stack files, no problem");
    return 0;
  }
}
