package dev.slipway.cli;

import dev.slipway.cloud.CloudException;
import dev.slipway.recovery.PulumiException;
import dev.slipway.value.InvalidFleetException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "slipway",
    mixinStandardHelpOptions = true,
    version = "slipway 0.1.0",
    description = "Builds and runs the infrastructure under managed Kubernetes on OpenStack.",
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
      "0:all is well",
      "1:the cloud or pulumi refused",
      "2:wrong command line or stack files",
      "3:what is there differs from the plan"
    },
    footer = {
      "",
      "In a checkout also:",
      "  lab                  Real APIs on this machine: up, run, exec, status, logs, down.",
      "  test                 Passes every test.",
      "",
      "Example: slipway check && slipway plan staging-osl2"
    })
public final class Slipway {
  /** Exit code for what the operator must correct. */
  public static final int INVALID = CommandLine.ExitCode.USAGE;

  /** Exit code for a cloud that differs from the plan. */
  static final int DRIFT = 3;

  private Slipway() {}

  /** Runs one command and gives its exit code. */
  public static int run(String[] args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Slipway()).setExecutionExceptionHandler(Slipway::refuse);
  }

  /** {@code SLIPWAY_STACKS}, or {@code stacks} in the working directory. */
  public static Path stacksFolder() {
    return Path.of(Optional.ofNullable(System.getenv("SLIPWAY_STACKS")).orElse("stacks"));
  }

  private static int refuse(
      Exception refusal, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
    if (refusal instanceof InvalidFleetException || refusal instanceof IllegalArgumentException) {
      command.getErr().println(refusal.getMessage());
      return INVALID;
    }
    if (refusal instanceof CloudException || refusal instanceof PulumiException) {
      command.getErr().println(refusal.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw refusal;
  }
}
