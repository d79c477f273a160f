package dev.slipway.cli;

import dev.slipway.credentials.ExecCredential;
import dev.slipway.value.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The credential plugin of a stack's kubeconfig. */
@Command(
    name = "credential",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a credential for the Kubernetes API of a stack.",
      "It is an administrator's, and valid for an hour. The kubeconfig of a stack, which has no"
          + " secret, runs this command. It reads the secrets bundle from the Pulumi state, so it"
          + " requires pulumi and the state's passphrase."
    },
    footer = {"", "Example: slipway credential staging-osl2"})
final class CredentialCommand implements Callable<Integer> {
  /** The user in audit logs. */
  private static final String USER = "slipway-pulumi";

  private static final Duration LIFETIME = Duration.ofHours(1);

  @Parameters(paramLabel = "STACK", description = "Name of a stack.")
  private String stack;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var certificate =
        BundleOfStack.read(environment(), stack).kubernetesAdmin(USER, Instant.now(), LIFETIME);
    spec.commandLine().getOut().println(ExecCredential.of(certificate));
    return ExitCodes.SUCCESS.code();
  }

  /** The stack files are not read: a name begins with its environment. */
  private Environment environment() {
    return Stream.of(Environment.values())
        .filter(one -> (stack + "-").startsWith(one.text() + "-"))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"%s\" is not the name of a stack; expected one such as staging or staging-osl2"
                        .formatted(stack)));
  }
}
