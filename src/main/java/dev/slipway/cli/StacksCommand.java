package dev.slipway.cli;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.review.AffectedStack;
import dev.slipway.review.Change;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the stacks, or those that a change can affect. */
@Command(
    name = "stacks",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the stacks, or those that a change can affect.",
      "With --affected, compares the work tree with the commit at which it and REV parted. A stack"
          + " file affects the stacks whose plan differs: often other stacks than its own too."
          + " Code, plugins and workflows affect every stack; documentation, tests and gitops/"
          + " none. Needs no access to a cloud."
    },
    footer = {
      "",
      "Example: slipway stacks",
      "Example: slipway stacks --affected origin/main",
      "Example: slipway stacks --affected origin/main --matrix"
    })
final class StacksCommand implements Callable<Integer> {
  @Mixin private final StacksOption stacks = new StacksOption();
  @Mixin private final OutputOption output = new OutputOption();

  @Option(
      names = "--affected",
      paramLabel = "REV",
      description = "Git revision before the change, for example origin/main.")
  private @Nullable String revision;

  @Option(
      names = "--matrix",
      description =
          "Print one line of JSON, the matrix of a job for each stack: include, a list of stack and"
              + " environment. Removed stacks are left out.")
  private boolean isMatrix;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (revision == null) {
      List<ClusterPlan> all = stacks.plan().clusters();
      print(
          () -> StacksOutput.matrix(all),
          () -> StacksOutput.document(all),
          () -> StacksOutput.text(all));
    } else {
      Change change = RevisionChange.since(revision, stacks);
      change.remark().ifPresent(spec.commandLine().getErr()::println);
      List<AffectedStack> affected = change.affected();
      print(
          () -> StacksOutput.affectedMatrix(affected),
          () -> StacksOutput.document(change),
          () -> StacksOutput.affectedText(affected));
    }
    return ExitCodes.SUCCESS.code();
  }

  private void print(
      Supplier<String> matrix, Supplier<Map<String, ?>> document, Supplier<String> text) {
    if (isMatrix) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(matrix.get());
      out.flush();
    } else {
      output.print(document, text);
    }
  }
}
