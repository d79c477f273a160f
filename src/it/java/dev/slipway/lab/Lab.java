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

/** The lab by its command line, as a person uses it. */
final class Lab {
  private static final Path STATE =
      Path.of(System.getenv().getOrDefault("SLIPWAY_LAB", ".lab")).toAbsolutePath();

  private static final String MANIFESTS =
      " --config slipway:argocdManifest=$LAB_SHARE/argocd/install.yaml"
          + " --config slipway:ciliumManifest=$LAB_SHARE/cilium/cilium.yaml";

  private Lab() {}

  /** What a command said; both streams together. */
  record CommandResult(int code, String text) {

    /** The text of a command that must succeed. */
    String orFail(String what) {
      if (code != 0) {
        throw new AssertionError(what + " ended with exit code " + code + ":\n" + text);
      }
      return text;
    }
  }

  /** {@code ./slipway lab …} with a limit in minutes. */
  static CommandResult lab(int minutes, String... arguments) {
    return lab(minutes, Map.of(), arguments);
  }

  static CommandResult lab(int minutes, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of("./slipway", "lab"));
    command.addAll(List.of(arguments));
    return run(minutes, command, environment);
  }

  /** A shell line in the world, as the jump host. */
  static CommandResult shell(String line) {
    return shell(line, Map.of());
  }

  /** The same with variables, which no process list shows. */
  static CommandResult shell(String line, Map<String, String> environment) {
    List<String> command = List.of("./slipway", "lab", "exec", "--", "bash", "-c", line);
    return run(10, command, environment);
  }

  /** A shell line in one server's network. */
  static CommandResult inServer(String server, String line) {
    return run(
        10,
        List.of("./slipway", "lab", "exec", "--in", server, "--", "bash", "-c", line),
        Map.of());
  }

  /** {@code pulumi} on a stack, with the lab's settings. */
  static CommandResult pulumi(String stack, String arguments) {
    return pulumi(stack, arguments, Map.of());
  }

  static CommandResult pulumi(String stack, String arguments, Map<String, String> environment) {
    return shell(pulumiLine(stack, arguments), environment);
  }

  /** The command line of {@link #pulumi}. */
  static String pulumiLine(String stack, String arguments) {
    String line = "pulumi " + arguments + " --non-interactive --stack " + stack;
    boolean runsProgram = arguments.startsWith("up") || arguments.startsWith("preview");
    if (runsProgram || arguments.startsWith("destroy")) {
      line += " --config-file " + STATE.resolve("Pulumi." + stack + ".yaml");
    }
    return runsProgram ? line + MANIFESTS : line;
  }

  /** Makes the stack, if it is not there, with its settings in the lab's folder. */
  static void selectStack(String stack) {
    shell("pulumi stack select --create " + stack + " --non-interactive --cwd " + STATE)
        .orFail("stack select");
  }

  /** Writes a stack's credentials into files of the lab's own. */
  static void keepCredentials(String stack) {
    for (String output : List.of("kubeconfig", "talosconfig")) {
      String text = pulumi(stack, "stack output --show-secrets " + output).orFail(output);
      secretFile(stack + "." + output, text);
    }
  }

  /** A file of the lab's own, readable by its owner alone. */
  static Path secretFile(String name, String text) {
    Path file = STATE.resolve(name);
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new AssertionError(unwritable);
    }
  }

  /** A path below the lab's state. */
  static Path state(String name) {
    return STATE.resolve(name);
  }

  private static CommandResult run(
      int minutes, List<String> command, Map<String, String> environment) {
    try {
      Path text = Files.createTempFile("slipway-it", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(text.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
        process.destroy();
        throw new AssertionError(
            command + " did not end within " + minutes + " min:\n" + Files.readString(text));
      }
      String said = new String(Files.readAllBytes(text), StandardCharsets.UTF_8);
      Files.delete(text);
      return new CommandResult(
          process.exitValue(), said.replaceAll("(?m)^NOTE: Picked up JDK_JAVA.*\n", ""));
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }
}
