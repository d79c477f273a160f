package dev.slipway.recovery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The {@code pulumi} command for one stack; PATH must contain it. */
public final class PulumiCli {
  private final String program;
  private final String stack;

  /** Creates the command for a stack. */
  public PulumiCli(String stack) {
    this("pulumi", stack);
  }

  /** Creates the command for a stack with another program in place of pulumi. */
  public PulumiCli(String program, String stack) {
    this.program = program;
    this.stack = stack;
  }

  /** Returns the stacks of the project in the state backend, as JSON. */
  public static String stacks(String program) {
    return run("", List.of(program, "stack", "ls", "--json", "--non-interactive"));
  }

  /** Returns the newest updates of the stack, the last one first, as a JSON array. */
  public String updates() {
    return run("", "stack", "history", "--json", "--page-size", "20");
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
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--stack", stack, "--non-interactive"));
    return run(input, command);
  }

  /**
   * Returns stdout. The message of a failure contains stderr, which is otherwise passed on, and
   * never stdout: that can be a part of a state with its secrets.
   */
  private static String run(String input, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).start();
      var errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      send(input, process.getOutputStream());
      String output = text(process.getInputStream());
      if (process.waitFor() != 0) {
        throw new PulumiException(
            "%s failed; its message: %s"
                .formatted(String.join(" ", command), errors.join().strip()));
      }
      System.err.print(errors.join());
      return output;
    } catch (IOException absent) {
      throw new PulumiException(
          "cannot start pulumi (%s); PATH must have its folder".formatted(absent.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PulumiException("pulumi was interrupted");
    }
  }

  /** A program that ends before it reads its input has a message of its own. */
  private static void send(String input, OutputStream stream) {
    try (stream) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException ended) {
      // The exit code is read next.
    }
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }
}
