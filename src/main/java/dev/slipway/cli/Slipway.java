package dev.slipway.cli;

import dev.slipway.cloud.CloudException;
import dev.slipway.recovery.PulumiException;
import dev.slipway.value.InvalidFleetException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of Slipway. */
@Command(
    name = "slipway",
    mixinStandardHelpOptions = true,
    version = "slipway 0.1.0",
    description = "Plans, checks and operates infrastructure for managed Kubernetes on OpenStack.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CheckCommand.class,
      PlanCommand.class,
      OnboardCommand.class,
      PreflightCommand.class,
      DriftCommand.class,
      EvidenceCommand.class,
      ClearDefaultGroupCommand.class,
      RecoverCommand.class,
      GenerateCompletion.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:the cloud or Pulumi returned an error, or something is missing",
      "2:the command line or a stack file is not valid",
      "3:the cloud differs from the plan"
    },
    footer = {
      "",
      "Also available in a checkout of the repository:",
      "  lab                  Runs the cloud's APIs here: up, run, exec, status, logs, down.",
      "  test                 Runs the default tests or the named chapters; --list prints them.",
      "",
      "Example: slipway check && slipway plan staging-osl2"
    })
public final class Slipway {
  /** Exit code for an invalid command line or stack file. */
  public static final int INVALID = CommandLine.ExitCode.USAGE;

  /** Exit code if the cloud differs from the plan. */
  static final int DRIFT = 3;

  private Slipway() {}

  /** Runs one command and returns its exit code. */
  public static int run(String[] args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Slipway()).setExecutionExceptionHandler(Slipway::handle);
  }

  /** Returns {@code SLIPWAY_STACKS}, or {@code stacks} in the working directory. */
  public static Path stacksFolder() {
    return Path.of(Optional.ofNullable(System.getenv("SLIPWAY_STACKS")).orElse("stacks"));
  }

  private static int handle(
      Exception exception, CommandLine command, CommandLine.ParseResult arguments)
      throws Exception {
    if (exception instanceof InvalidFleetException
        || exception instanceof IllegalArgumentException) {
      command.getErr().println(exception.getMessage());
      return INVALID;
    }
    if (exception instanceof CloudException || exception instanceof PulumiException) {
      command.getErr().println(exception.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw exception;
  }
}
