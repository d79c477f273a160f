package dev.slipway.cli;

import dev.slipway.change.ClusterChanges;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.report.ChangeReport;
import dev.slipway.report.PlanDocument;
import dev.slipway.report.PlanReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the plan of a stack, or what a change of the stack files does to it. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the plan of a stack, or the effect of a change.",
      "The plan is its addresses, allowed connections, security groups and roles. With --diff-from,"
          + " prints instead what a change of the stack files does to each server, the difference"
          + " of its configuration, and which connections it opens and closes. Exit code 4 if a"
          + " server reboots or the only API server restarts, 5 if pulumi up refuses the change."
          + " Needs no access to a cloud."
    },
    footer = {
      "",
      "Example: slipway plan staging-osl2",
      "Example: slipway plan staging-osl2 --diff-from ../main/stacks"
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private final StackParameter stack = new StackParameter();
  @Mixin private final OutputOption output = new OutputOption();

  @Option(
      names = "--diff-from",
      paramLabel = "DIR",
      description =
          "Folder of the stack files before the change, for example of the target branch.")
  private @Nullable Path diffFrom;

  @Override
  public Integer call() {
    FleetPlan fleet = stack.plan();
    ClusterPlan plan = stack.planIn(fleet);
    if (diffFrom == null) {
      output.print(() -> PlanDocument.of(fleet, plan), () -> PlanReport.of(fleet, plan));
      return ExitCodes.SUCCESS.code();
    }
    ChangeReport report = ChangeReport.of(stack.plan(diffFrom), fleet, plan);
    output.print(report::document, report::markdown);
    return exitCode(report.servers()).code();
  }

  private static ExitCodes exitCode(ClusterChanges changes) {
    if (changes.isRefused()) {
      return ExitCodes.REFUSED;
    }
    return changes.isDisruptive() ? ExitCodes.DISRUPTIVE : ExitCodes.SUCCESS;
  }
}
