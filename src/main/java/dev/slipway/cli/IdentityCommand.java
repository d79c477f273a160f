package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The objects of an environment in Zitadel. */
@Command(
    name = "identity",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Creates or checks an environment's objects in Zitadel.",
      "Signs in with the key of a service user that owns the environment's organization; the"
          + " environment variable SLIPWAY_ZITADEL_KEY is the path of its file."
    },
    subcommands = {IdentityInitCommand.class, IdentityCheckCommand.class},
    footer = {"", "Example: slipway identity check staging"})
final class IdentityCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing; expected init or check");
  }
}
