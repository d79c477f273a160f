package dev.slipway.cli;

import dev.slipway.config.Fleet;
import dev.slipway.plan.Planner;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.report.ChangeReport;
import dev.slipway.report.PlanReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the plan of a stack, or what a change of the stack files opens and closes. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the addresses, allowed connections, security groups and roles of a stack.",
      "With --diff-from, prints instead which connections a change of the stack files opens and "
          + "closes. Needs no access to a cloud."
    },
    footer = {
      "",
      "Example: slipway plan staging-osl2",
      "Example: slipway plan staging-osl2 --diff-from ../main/stacks"
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private final StackParameter stack = new StackParameter();

  @Option(
      names = "--diff-from",
      paramLabel = "DIR",
      description =
          "Folder of the stack files before the change, for example of the target branch.")
  private @Nullable Path diffFrom;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    FleetPlan fleet = stack.fleet();
    ClusterPlan plan = stack.planIn(fleet);
    String report =
        diffFrom == null
            ? PlanReport.of(fleet, plan)
            : ChangeReport.of(Planner.plan(Fleet.load(diffFrom)), fleet, plan);
    spec.commandLine().getOut().print(report);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
