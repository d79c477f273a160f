package dev.slipway.cli;

import dev.slipway.config.Fleet;
import dev.slipway.document.Json;
import dev.slipway.plan.Planner;
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

/** Checks the fleet without a cloud. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Checks every stack file, and each against the others. Needs no cloud.",
    footer = {"", "Example: slipway check --stacks stacks"})
final class Check implements Callable<Integer> {
  @Mixin private final Stacks stacks = new Stacks();

  @Option(
      names = "--json",
      description =
          "One object: stacks (a number), problems and warnings (file, line, path, message).")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      Fleet fleet = stacks.load();
      Planner.plan(fleet);
      say(fleet.files().size(), List.of(), fleet.warnings());
      return 0;
    } catch (InvalidFleetException refusal) {
      if (!json) {
        throw refusal;
      }
      say(0, refusal.problems(), List.of());
      return Slipway.INVALID;
    }
  }

  private void say(int count, List<Problem> problems, List<Problem> warnings) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(
          Json.write(
              Map.of("stacks", count, "problems", rows(problems), "warnings", rows(warnings))));
      return;
    }
    warnings.forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
    out.println(count + " stack files, no problem");
  }

  private static List<Map<String, Object>> rows(List<Problem> problems) {
    return problems.stream().map(Check::row).toList();
  }

  private static Map<String, Object> row(Problem problem) {
    return Map.of(
        "file", problem.file().toString(),
        "line", problem.line(),
        "path", problem.path(),
        "message", problem.message());
  }
}
