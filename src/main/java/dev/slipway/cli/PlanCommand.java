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

/** Shows what a stack shall be, without a cloud. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a stack's addresses, who may reach whom, and roles; or what a change of the stack",
      "files opens and closes there. Needs no cloud."
    },
    footer = {
      "",
      "Example: slipway plan staging-osl2",
      "Example: slipway plan staging-osl2 --against ../main/stacks"
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private final StackParameter stack = new StackParameter();

  @Option(
      names = "--against",
      paramLabel = "DIR",
      description = "Stack files before the change, for example the target branch's.")
  private @Nullable Path against;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    FleetPlan fleet = stack.fleet();
    ClusterPlan plan = stack.planIn(fleet);
    String report =
        against == null
            ? PlanReport.of(fleet, plan)
            : ChangeReport.of(Planner.plan(Fleet.load(against)), fleet, plan);
    spec.commandLine().getOut().print(report);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
