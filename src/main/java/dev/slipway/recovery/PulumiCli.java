package dev.slipway.recovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The {@code pulumi} on the path, for one stack. */
public final class PulumiCli {
  private final String stack;

  /** The stack's name. */
  public PulumiCli(String stack) {
    this.stack = stack;
  }

  /** The stack's state; secrets stay encrypted. */
  public String export() {
    return run("", "stack", "export");
  }

  /**
   * Writes an export back. Pulumi leaves out what is pending, and refuses while the stack is
   * locked.
   */
  public void restore(String export) {
    run(export, "stack", "import");
  }

  private String run(String input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("pulumi"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--stack", stack, "--non-interactive"));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new PulumiException(
            String.join(" ", command) + " failed; its reason is above. " + said.strip());
      }
      return said;
    } catch (IOException absent) {
      throw new PulumiException("pulumi cannot be started: " + absent.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new PulumiException("pulumi was interrupted");
    }
  }
}
