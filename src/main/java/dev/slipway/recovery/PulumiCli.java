package dev.slipway.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.document.Json;
import dev.slipway.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /**
   * Returns the names of the stacks of the project in the state backend.
   *
   * @throws IllegalArgumentException if the answer is not a list of stacks
   */
  public static Set<String> stacks(String program) {
    String json = run("", List.of(program, "stack", "ls", "--json", "--non-interactive"));
    Set<String> names = new HashSet<>();
    for (JsonNode stack : Json.read(json, JsonNode.class)) {
      names.add(stack.path("name").asText().replaceFirst(".*/", "")); // ORGANIZATION/PROJECT/NAME
    }
    return names;
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
   * Returns the result of {@code pulumi preview --json}, also of one that failed. Its output has
   * {@code [secret]} in place of secrets.
   *
   * @param environment variables for the program besides those of this process
   */
  public ChildProcess preview(Map<String, String> environment) {
    List<String> command = List.of(program, "preview", "--json", "--suppress-progress");
    return start("", environment, forStack(command));
  }

  /**
   * Updates the stack without a preview of its own; what it prints goes to stderr.
   *
   * @param environment variables for the program besides those of this process
   * @return its exit code
   */
  public int update(Map<String, String> environment) {
    List<String> command = List.of(program, "up", "--yes", "--skip-preview", "--suppress-outputs");
    try {
      return ChildProcess.watch(Path.of(""), environment, forStack(command));
    } catch (IOException absent) {
      throw absent(absent);
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
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
    return run(input, forStack(command));
  }

  private List<String> forStack(List<String> command) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("--stack", stack, "--non-interactive"));
    return all;
  }

  /** Returns stdout. The message of a failure contains stderr, which is otherwise passed on. */
  private static String run(String input, List<String> command) {
    ChildProcess process = start(input, Map.of(), command);
    if (process.code() != 0) {
      throw new PulumiException(
          "%s failed; its message: %s"
              .formatted(String.join(" ", command), process.stderr().strip()));
    }
    System.err.print(process.stderr());
    return process.stdout();
  }

  private static ChildProcess start(
      String input, Map<String, String> environment, List<String> command) {
    try {
      return ChildProcess.run(Path.of(""), environment, input, command);
    } catch (IOException absent) {
      throw absent(absent);
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }

  private static PulumiException absent(IOException absent) {
    return new PulumiException(
        "cannot start pulumi (%s); PATH must have its folder".formatted(absent.getMessage()));
  }

  private static PulumiException interrupted() {
    Thread.currentThread().interrupt();
    return new PulumiException("pulumi was interrupted");
  }
}
