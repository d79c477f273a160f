package dev.slipway.cli;

import dev.slipway.change.ClusterChanges;
import dev.slipway.document.Json;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.report.ChangeReport;
import dev.slipway.report.PlanReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the plan of a stack, or what a change of the stack files does to it. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the addresses, allowed connections, security groups and roles of a stack.",
      "With --diff-from, prints instead what a change of the stack files does to each server, the "
          + "difference of its configuration, and which connections it opens and closes. Exit code "
          + "4 if a server reboots or the only API server restarts, 5 if pulumi up refuses the "
          + "change. Needs no access to a cloud."
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

  @Option(
      names = "--json",
      description = {
        "With --diff-from, print one JSON object: stack, servers (name, role, effect, restarts, "
            + "paths),",
        "configuration (servers, diff), refused, otherStacks, opened and closed (from, to,"
            + " traffic)."
      })
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    FleetPlan fleet = stack.plan();
    ClusterPlan plan = stack.planIn(fleet);
    PrintWriter out = spec.commandLine().getOut();
    if (diffFrom == null) {
      if (json) {
        throw new ParameterException(spec.commandLine(), "--json requires --diff-from");
      }
      out.print(PlanReport.of(fleet, plan));
      out.flush();
      return ExitCodes.SUCCESS.code();
    }
    ChangeReport report = ChangeReport.of(stack.plan(diffFrom), fleet, plan);
    out.print(json ? Json.write(report.document()) + "\n" : report.markdown());
    out.flush();
    return exitCode(report.servers()).code();
  }

  private static ExitCodes exitCode(ClusterChanges changes) {
    if (changes.isRefused()) {
      return ExitCodes.REFUSED;
    }
    return changes.isDisruptive() ? ExitCodes.DISRUPTIVE : ExitCodes.SUCCESS;
  }
}
