package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The repository with the stack files. */
@Command(
    name = "repository",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Checks the settings of the Git repository.",
    subcommands = RepositoryCheckCommand.class,
    footer = {
      "",
      "Example: slipway repository check --forge github --repository example-org/infrastructure"
    })
final class RepositoryCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing; expected check");
  }
}
