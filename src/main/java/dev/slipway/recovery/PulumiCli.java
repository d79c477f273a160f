package dev.slipway.recovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The {@code pulumi} command for one stack; PATH must contain it. */
public final class PulumiCli {
  private final String stack;

  /** Creates the command for a stack. */
  public PulumiCli(String stack) {
    this.stack = stack;
  }

  /** Returns the stack's state; its secrets are encrypted. */
  public String export() {
    return run("", "stack", "export");
  }

  /** Returns the stack's state with its secrets; it exists in memory only. */
  public String exportWithSecrets() {
    return run("", "stack", "export", "--show-secrets");
  }

  /**
   * Imports an exported state. Pulumi removes pending operations, and fails while the stack is
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
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new PulumiException(
            "%s failed; the error is above. %s"
                .formatted(String.join(" ", command), output.strip()));
      }
      return output;
    } catch (IOException absent) {
      throw new PulumiException(
          "cannot start pulumi (%s); PATH must have its folder".formatted(absent.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PulumiException("pulumi was interrupted");
    }
  }
}
