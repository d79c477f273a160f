package dev.slipway.cli;

import dev.slipway.config.Fleet;
import dev.slipway.document.Json;
import dev.slipway.plan.Planner;
import dev.slipway.plan.Warnings;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the stack files of the fleet without access to a cloud. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks all stack files and verifies that no environment can reach another.",
      "Checks each file alone and against the others. Needs no access to a cloud."
    },
    footer = {"", "Example: slipway check --json"})
final class CheckCommand implements Callable<Integer> {
  @Mixin private final StacksOption stacks = new StacksOption();

  @Option(
      names = "--json",
      description = {
        "Print one JSON object: stacks, securityGroups, rules and rulesWithoutMerging (numbers),",
        "problems and warnings (file, line, path, message)."
      })
  private boolean json;

  @Spec private CommandSpec spec;

  /** Number of stacks, groups and rules. */
  private record Size(int stacks, int securityGroups, int rules, int rulesWithoutMerging) {
    static final Size NONE = new Size(0, 0, 0, 0);

    static Size of(FleetPlan plan) {
      List<SecurityGroupPlan> groups =
          plan.clusters().stream().flatMap(one -> one.securityGroups().stream()).toList();
      return new Size(
          plan.clusters().size(),
          groups.size(),
          groups.stream().mapToInt(group -> group.rules().size()).sum(),
          plan.clusters().stream().mapToInt(plan::unmergedRuleCount).sum());
    }
  }

  @Override
  public Integer call() {
    try {
      Fleet fleet = stacks.load();
      FleetPlan plan = Planner.plan(fleet);
      print(Size.of(plan), List.of(), Warnings.of(fleet, plan));
      return ExitCodes.SUCCESS.code();
    } catch (InvalidFleetException refusal) {
      if (!json) {
        throw refusal;
      }
      print(Size.NONE, refusal.problems(), List.of());
      return ExitCodes.INVALID.code();
    }
  }

  private void print(Size size, List<Problem> problems, List<Problem> warnings) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.write(document(size, problems, warnings)));
      return;
    }
    warnings.forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
    out.println(size.stacks + " stack files, no problems");
    out.println(
        "%d security groups, %d rules (%d without merging): no environment reaches another"
            .formatted(size.securityGroups, size.rules, size.rulesWithoutMerging));
  }

  private static Map<String, Object> document(
      Size size, List<Problem> problems, List<Problem> warnings) {
    return Map.of(
        "stacks", size.stacks,
        "securityGroups", size.securityGroups,
        "rules", size.rules,
        "rulesWithoutMerging", size.rulesWithoutMerging,
        "problems", rows(problems),
        "warnings", rows(warnings));
  }

  private static List<Map<String, Object>> rows(List<Problem> problems) {
    return problems.stream().map(CheckCommand::row).toList();
  }

  private static Map<String, Object> row(Problem problem) {
    return Map.of(
        "file", problem.file().toString(),
        "line", problem.line(),
        "path", problem.path(),
        "message", problem.message());
  }
}
