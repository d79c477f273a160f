package dev.slipway.cli;

import dev.slipway.doctor.Plugins;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints versions. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Prints versions of Slipway, Java and the providers' SDKs.",
    footer = {"", "Example: slipway version"})
final class VersionCommand implements Callable<Integer> {
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() {
    String slipway = SlipwayVersion.text();
    String java = Runtime.version().toString();
    Map<String, String> plugins = Plugins.versions();
    output.print(
        () -> Map.of("slipway", slipway, "java", java, "plugins", plugins),
        () -> text(slipway, java, plugins));
    return ExitCodes.SUCCESS.code();
  }

  private static String text(String slipway, String java, Map<String, String> plugins) {
    StringBuilder text = new StringBuilder("slipway %s\njava %s\n".formatted(slipway, java));
    plugins.forEach(
        (name, version) -> text.append("pulumi plugin %s %s\n".formatted(name, version)));
    return text.toString();
  }
}
