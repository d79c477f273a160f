package dev.slipway.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING;

import dev.slipway.audit.sink.AuditSinkException;
import dev.slipway.cloud.CloudException;
import dev.slipway.git.GitException;
import dev.slipway.plan.extension.PlanExtensions;
import dev.slipway.recovery.PulumiException;
import dev.slipway.repository.ForgeException;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.zitadel.ZitadelException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The command line of Slipway. */
@Command(
    name = "slipway",
    mixinStandardHelpOptions = true,
    versionProvider = SlipwayVersion.class,
    description = "Plans, checks and operates infrastructure for managed Kubernetes on OpenStack.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CheckCommand.class,
      PlanCommand.class,
      StacksCommand.class,
      PreviewCommand.class,
      DeployCommand.class,
      SbomCommand.class,
      OnboardCommand.class,
      SlotsCommand.class,
      ProjectCommand.class,
      ReserveCommand.class,
      IdentityCommand.class,
      DoctorCommand.class,
      PreflightCommand.class,
      StatusCommand.class,
      DriftCommand.class,
      EvidenceCommand.class,
      AuditCommand.class,
      RepositoryCommand.class,
      ClearDefaultGroupCommand.class,
      RecoverCommand.class,
      KubeconfigCommand.class,
      TalosconfigCommand.class,
      CredentialCommand.class,
      VersionCommand.class,
      CompletionCommand.class,
      GenerateCompletion.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    footer = {
      "",
      "In a checkout of the repository also:",
      "  lab                  Runs the cloud's APIs on this computer; lab --help.",
      "  test                 Runs tests; test --list prints the chapters.",
      "",
      "Examples:",
      "  slipway check && slipway plan staging-osl2",
      "  slipway plan staging-osl2 --diff-from ../main/stacks",
      "  slipway status --drift -o json",
      "  slipway help drift"
    })
public final class Slipway {
  private final PlanExtensions extensions;

  private Slipway(PlanExtensions extensions) {
    this.extensions = extensions;
  }

  /** Runs one command and returns its exit code. */
  public static int run(String[] args) {
    return run(args, PlanExtensions.NONE);
  }

  /** Runs one command of a program with extensions, which every plan then contains. */
  public static int run(String[] args, PlanExtensions extensions) {
    return commandLine(extensions).setOut(utf8(System.out)).setErr(utf8(System.err)).execute(args);
  }

  /** Reports have characters that are not in ASCII, also where the locale is POSIX. */
  private static PrintWriter utf8(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  static CommandLine commandLine() {
    return commandLine(PlanExtensions.NONE);
  }

  private static CommandLine commandLine(PlanExtensions extensions) {
    CommandLine commands =
        new CommandLine(new Slipway(extensions)).setExecutionExceptionHandler(Slipway::handle);
    commands.getCommandSpec().usageMessage().exitCodeList(ExitCodes.help());
    commands.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
    commands.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, CommandGroup::list);
    usage(commands, "generate-completion").hidden(true); // the name of version 0.1
    usage(commands, "help").header("Prints the help of a command.");
    return commands;
  }

  private static UsageMessageSpec usage(CommandLine commands, String name) {
    CommandLine command = Objects.requireNonNull(commands.getSubcommands().get(name), name);
    return command.getCommandSpec().usageMessage();
  }

  /** Returns the extensions of the program that runs the command. */
  static PlanExtensions extensions(CommandSpec command) {
    return ((Slipway) command.root().userObject()).extensions;
  }

  /** Returns {@code SLIPWAY_STACKS}, or {@code stacks} in the working directory. */
  public static Path stacksFolder() {
    return Path.of(Optional.ofNullable(System.getenv("SLIPWAY_STACKS")).orElse("stacks"));
  }

  static int handle(Exception exception, CommandLine command, CommandLine.ParseResult arguments)
      throws Exception {
    if (exception instanceof InvalidFleetException
        || exception instanceof IllegalArgumentException) {
      command.getErr().println(exception.getMessage());
      return ExitCodes.INVALID.code();
    }
    if (exception instanceof CloudException
        || exception instanceof GitException
        || exception instanceof PulumiException
        || exception instanceof AuditSinkException
        || exception instanceof ForgeException
        || exception instanceof ZitadelException) {
      command.getErr().println(exception.getMessage());
      return ExitCodes.FAILED.code();
    }
    throw exception;
  }
}
