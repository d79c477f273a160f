package dev.slipway.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the completion script of a shell. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a completion script for bash or zsh.",
      "It completes commands, options and the names of the stacks in the folder SLIPWAY_STACKS, or"
          + " stacks."
    },
    footer = {
      "",
      "In bash or zsh, until it ends: source <(slipway completion bash)",
      "",
      "Example: slipway completion zsh"
    })
final class CompletionCommand implements Callable<Integer> {
  private static final String STACK = "STACK";

  private static final String STACKS =
      """

      # Prints the names of the stacks. bash evaluates them, so other names of files are left out.
      function _slipway_stacks() {
        command ls "${SLIPWAY_STACKS:-stacks}" 2>/dev/null | command sed -n 's/^\\([a-z0-9][a-z0-9-]*\\)[.]yaml$/\\1/p'
      }
      """;

  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = Shells.class,
      description = "One of: ${COMPLETION-CANDIDATES}.")
  private String shell;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!Shells.NAMES.contains(shell)) {
      throw new ParameterException(
          spec.commandLine(),
          "'%s' is not a shell with completion; use one of: %s"
              .formatted(shell, String.join(", ", Shells.NAMES)));
    }
    // The same script: it asks which shell reads it.
    PrintWriter out = spec.commandLine().getOut();
    out.print(script(spec.root().commandLine()));
    out.flush();
    return ExitCodes.SUCCESS.code();
  }

  static String script(CommandLine root) {
    String script = AutoComplete.bash(root.getCommandName(), root);
    for (CommandLine command : root.getSubcommands().values()) {
      if (namesStacks(command)) {
        script = withStacks(script, command.getCommandName());
      }
    }
    return script + STACKS;
  }

  private static boolean namesStacks(CommandLine command) {
    return command.getCommandSpec().positionalParameters().stream()
        .anyMatch(one -> one.paramLabel().equals(STACK));
  }

  /** picocli has only candidates that are part of the script; stack files come and go. */
  private static String withStacks(String script, String command) {
    String function = "function _picocli_slipway_%s() {".formatted(command.replace("-", ""));
    return Pattern.compile(Pattern.quote(function) + ".*?positionals=\"", Pattern.DOTALL)
        .matcher(script)
        .replaceFirst(found -> Matcher.quoteReplacement(found.group() + "$(_slipway_stacks)"));
  }

  /** The shells, for help and completion. */
  static final class Shells implements Iterable<String> {
    private static final List<String> NAMES = List.of("bash", "zsh");

    @Override
    public Iterator<String> iterator() {
      return NAMES.iterator();
    }
  }
}
