package dev.slipway.cli;

import dev.slipway.doctor.Plugins;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints versions. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Prints the versions of Slipway, of Java and of the providers' SDKs.",
    footer = {"", "Example: slipway version"})
final class VersionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    out.println(new SlipwayVersion().getVersion()[0]);
    out.println("java " + Runtime.version());
    Plugins.versions()
        .forEach((name, version) -> out.println("pulumi plugin " + name + " " + version));
    return ExitCodes.SUCCESS.code();
  }
}
