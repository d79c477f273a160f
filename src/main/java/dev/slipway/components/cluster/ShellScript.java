package dev.slipway.components.cluster;

import com.pulumi.command.local.Command;
import com.pulumi.command.local.CommandArgs;
import com.pulumi.command.local.enums.Logging;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.guard.BundleScript;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A command that runs a shell script of {@code src/main/resources/scripts}. It receives secrets by
 * stdin and returns them by stdout: every user of a computer can read the arguments of a process.
 */
public final class ShellScript {
  private static final List<String> ACCESS = List.of("access.sh", "cluster-health.sh", "drain.sh");

  /** The texts of a command: what brings a thing to its planned state, and what removes it. */
  record Texts(List<String> converge, List<String> remove) {}

  /** The commands of a machine that is never removed. */
  static final Texts MACHINE = new Texts(machine(), List.of());

  /** The commands of a machine whose Node is removed before its server. */
  static final Texts MACHINE_WITH_REMOVAL = new Texts(machine(), with("remove-node.sh"));

  private ShellScript() {}

  /**
   * Runs the same script when the resource is created, when any input or the text changes, and when
   * its last run failed: it changes only what is not as planned. What it writes to stderr is shown
   * and has no secret.
   */
  static Command converge(
      String name,
      Texts texts,
      Output<Map<String, String>> environment,
      Output<String> stdin,
      CustomResourceOptions.Builder options) {
    CustomResourceOptions built = options.build();
    String converge = BundleScript.text(texts.converge());
    String remove = texts.remove().isEmpty() ? "" : BundleScript.text(texts.remove());
    CommandArgs.Builder args =
        args(texts.converge(), stdin, Logging.Stderr)
            .environment(RunId.add(name, List.of(converge, remove), environment, stdin, built))
            .addPreviousOutputInEnv(false);
    if (!remove.isEmpty()) {
      args.delete(remove);
    }
    return new Command(name, args.build(), built);
  }

  /** Bootstraps etcd when the resource is created and never again. */
  static Command bootstrap(
      String name,
      Map<String, String> environment,
      Output<String> stdin,
      CustomResourceOptions.Builder options) {
    options.ignoreChanges("*");
    return command(
        name, with("bootstrap.sh"), Output.of(environment), stdin, Logging.Stderr, options);
  }

  /**
   * Runs the script when the resource is created and when its environment or stdin changes, with
   * the text that it was created with: a new release of Slipway must not run it again. The decision
   * is in docs/adr/0013. Nothing is logged, and the output is a secret.
   */
  static Command run(
      String name,
      String script,
      Output<Map<String, String>> environment,
      Output<String> stdin,
      CustomResourceOptions.Builder options) {
    options.ignoreChanges("create");
    return command(name, List.of(script), environment, stdin, Logging.None, options);
  }

  /**
   * Runs the script when the resource is created and never again. Nothing is logged, and the output
   * is a secret.
   */
  static Command runOnce(
      String name,
      String script,
      Map<String, String> environment,
      Output<String> stdin,
      CustomResourceOptions.Builder options) {
    options.ignoreChanges("*");
    return command(name, List.of(script), Output.of(environment), stdin, Logging.None, options);
  }

  /**
   * Runs the scripts, joined to one, when the resource is created, when anything of it changes, and
   * when their last run failed: they compare what runs with their input, so that they can run at
   * any time. The output is a secret.
   *
   * @param logging what the engine shows; {@code Stderr} only if the scripts write no secret to it
   */
  public static Command converge(
      String name,
      List<String> scripts,
      Map<String, String> environment,
      Output<String> stdin,
      Logging logging,
      CustomResourceOptions.Builder options) {
    Output<Map<String, String>> all =
        RunId.add(
            name,
            List.of(BundleScript.text(scripts)),
            Output.of(environment),
            stdin,
            options.build());
    return command(name, scripts, all, stdin, logging, options);
  }

  private static Command command(
      String name,
      List<String> scripts,
      Output<Map<String, String>> environment,
      Output<String> stdin,
      Logging logging,
      CustomResourceOptions.Builder options) {
    return new Command(
        name,
        args(scripts, stdin, logging).environment(environment).build(),
        options.additionalSecretOutputs("stdout", "stderr").build());
  }

  private static CommandArgs.Builder args(
      List<String> scripts, Output<String> stdin, Logging logging) {
    return CommandArgs.builder()
        .create(BundleScript.text(scripts))
        .stdin(stdin.asSecret())
        .logging(logging);
  }

  private static List<String> machine() {
    return with("set-once.sh", "own-access.sh", "configure-machine.sh");
  }

  private static List<String> with(String... scripts) {
    return Stream.concat(ACCESS.stream(), Stream.of(scripts)).toList();
  }
}
