package dev.slipway.cli;

import dev.slipway.plan.FleetPlan;
import dev.slipway.report.PlanReport;
import dev.slipway.value.Name;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a stack shall be, without a cloud. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Shows a stack's addresses, who may reach whom, and roles. Needs no cloud.",
    footer = {"", "Example: slipway plan staging-osl2"})
final class Plan implements Callable<Integer> {
  @Mixin private final Stacks stacks = new Stacks();

  @Parameters(paramLabel = "STACK", description = "A stack file's name without .yaml.")
  private String stack;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    FleetPlan fleet = stacks.plan();
    String report = PlanReport.of(fleet, fleet.require(Name.parse(stack)));
    spec.commandLine().getOut().print(report);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
