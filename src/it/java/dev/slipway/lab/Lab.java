package dev.slipway.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The lab, used through its command line. */
public final class Lab {
  private static final Path STATE =
      Path.of(System.getenv().getOrDefault("SLIPWAY_LAB", ".lab")).toAbsolutePath();

  private static final int SHELL_MINUTES = 10;

  private static final String MANIFESTS =
      " --config slipway:argocdManifest=$LAB_SHARE/argocd/core-install.yaml"
          + " --config slipway:ciliumManifest=$LAB_SHARE/cilium/cilium.yaml";

  private Lab() {}

  /** Runs {@code ./slipway lab …} with a time limit. */
  public static CommandResult lab(int minutes, String... arguments) {
    return lab(minutes, Map.of(), arguments);
  }

  /** Runs {@code ./slipway lab …} with a time limit and environment variables. */
  public static CommandResult lab(
      int minutes, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of("./slipway", "lab"));
    command.addAll(List.of(arguments));
    return run(minutes, command, environment);
  }

  /** Runs a shell line in the lab, as the jump host. */
  public static CommandResult shell(String line) {
    return shell(line, Map.of());
  }

  /** Runs a shell line as the jump host; the process list does not show the variables. */
  public static CommandResult shell(String line, Map<String, String> environment) {
    return lab(SHELL_MINUTES, environment, "exec", "--", "bash", "-c", line);
  }

  /** Runs a shell line in the network of a server. */
  public static CommandResult inServer(String server, String line) {
    return lab(SHELL_MINUTES, "exec", "--in", server, "--", "bash", "-c", line);
  }

  /** Runs {@code kubectl} as the jump host, with the administrator's kubeconfig of the stack. */
  public static CommandResult kubectl(String stack, String arguments) {
    return shell("kubectl --kubeconfig %s %s".formatted(kubeconfig(stack), arguments));
  }

  /** Runs {@code pulumi} for a stack, with the lab's settings. */
  public static CommandResult pulumi(String stack, String arguments) {
    return pulumi(stack, arguments, Map.of());
  }

  /** Runs {@code pulumi} for a stack, with the lab's settings and environment variables. */
  public static CommandResult pulumi(
      String stack, String arguments, Map<String, String> environment) {
    return shell(pulumiLine(stack, arguments), environment);
  }

  /**
   * Returns the command line that prints the status with which a server answers.
   *
   * @param arguments the URL, and options of curl
   */
  public static String httpStatusLine(String arguments) {
    return "curl -sS -k -m 20 -o /dev/null -w '%{http_code}' " + arguments;
  }

  /** Returns the command line of {@link #pulumi}. */
  public static String pulumiLine(String stack, String arguments) {
    String line = "pulumi %s --non-interactive --stack %s".formatted(arguments, stack);
    boolean runsProgram = arguments.startsWith("up") || arguments.startsWith("preview");
    if (runsProgram || arguments.startsWith("destroy") || arguments.startsWith("refresh")) {
      // Without it Pulumi writes the lab's encryption salt into the repository's file.
      line += " --config-file " + state("Pulumi." + stack + ".yaml");
    }
    return runsProgram ? line + MANIFESTS : line;
  }

  /** Creates the stack if it is missing; its settings are in the lab's state folder. */
  public static void selectStack(String stack) {
    shell("pulumi stack select --create %s --non-interactive --cwd %s".formatted(stack, STATE))
        .orFail("stack select");
  }

  /**
   * Writes a kubeconfig and a talosconfig of a stack, valid for the tests, into the lab's state
   * folder.
   */
  public static void writeCredentials(String stack) {
    writeCredentials(stack, Map.of());
  }

  /** Writes the credentials of a stack of another folder, which the variables name. */
  public static void writeCredentials(String stack, Map<String, String> environment) {
    writeCredential("kubeconfig", stack, "", environment);
    writeCredential("talosconfig", stack, " --role os:admin", environment);
  }

  private static void writeCredential(
      String command, String stack, String options, Map<String, String> environment) {
    String line = "java -jar target/slipway.jar %s %s --ttl 12h".formatted(command, stack);
    secretFile(stack + "." + command, shell(line + options, environment).orFail(command));
  }

  /** Returns the file with the administrator's kubeconfig. */
  public static Path kubeconfig(String stack) {
    return state(stack + ".kubeconfig");
  }

  /** Returns the file with the talosconfig. */
  public static Path talosconfig(String stack) {
    return state(stack + ".talosconfig");
  }

  /** Writes a file into the lab's state folder that only its owner can read. */
  public static Path secretFile(String name, String text) {
    Path file = state(name);
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new AssertionError(unwritable);
    }
  }

  /** Returns a path in the lab's state folder. */
  public static Path state(String name) {
    return STATE.resolve(name);
  }

  private static CommandResult run(
      int minutes, List<String> command, Map<String, String> environment) {
    try {
      Path output = Files.createTempFile("slipway-it", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
        process.destroy();
        throw new AssertionError(
            "%s did not end within %d min:\n%s"
                .formatted(command, minutes, Files.readString(output)));
      }
      String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      Files.delete(output);
      return new CommandResult(
          process.exitValue(), text.replaceAll("(?m)^NOTE: Picked up JDK_JAVA.*\n", ""));
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }
}
