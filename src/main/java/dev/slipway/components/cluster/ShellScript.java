package dev.slipway.components.cluster;

import com.pulumi.command.local.Command;
import com.pulumi.command.local.CommandArgs;
import com.pulumi.command.local.enums.Logging;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.document.ClasspathFile;
import java.util.Map;

/**
 * A command that runs a shell script of {@code src/main/resources/scripts}. It receives secrets by
 * stdin and returns them by stdout: every user of a computer can read the arguments of a process.
 * Nothing is logged.
 */
final class ShellScript {
  private ShellScript() {}

  /**
   * Runs the script when the resource is created and when its environment or stdin changes, with
   * the text that it was created with: a new release of Slipway must not run it again. The decision
   * is in docs/adr/0013. The output is a secret.
   */
  static Command run(
      String name,
      String script,
      Map<String, String> environment,
      Output<String> stdin,
      CustomResourceOptions.Builder options) {
    return command(name, script, environment, stdin, Logging.None, options.ignoreChanges("create"));
  }

  /** Runs the script when the resource is created and never again; the output is a secret. */
  static Command runOnce(
      String name,
      String script,
      Map<String, String> environment,
      Output<String> stdin,
      CustomResourceOptions.Builder options) {
    return command(name, script, environment, stdin, Logging.None, options.ignoreChanges("*"));
  }

  /**
   * Runs the script when the resource is created and when anything of it changes: the script
   * compares a running machine with its input, so that it can run at any time. Its stderr, which
   * has no secret, is shown.
   */
  static Command converge(
      String name,
      String script,
      Map<String, String> environment,
      Output<String> stdin,
      CustomResourceOptions.Builder options) {
    return command(name, script, environment, stdin, Logging.Stderr, options);
  }

  private static Command command(
      String name,
      String script,
      Map<String, String> environment,
      Output<String> stdin,
      Logging logging,
      CustomResourceOptions.Builder options) {
    return new Command(
        name,
        CommandArgs.builder()
            .create(text("prelude.sh") + text(script))
            .environment(environment)
            .stdin(stdin.asSecret())
            .logging(logging)
            .build(),
        options.additionalSecretOutputs("stdout", "stderr").build());
  }

  private static String text(String script) {
    return ClasspathFile.text("/scripts/" + script);
  }
}
