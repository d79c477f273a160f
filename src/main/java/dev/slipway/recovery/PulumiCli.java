package dev.slipway.recovery;

import dev.slipway.process.ChildProcess;
import dev.slipway.process.ChildVariables;
import dev.slipway.value.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@code pulumi} command for one stack. */
public final class PulumiCli {
  private final PulumiProgram pulumi;
  private final ChildVariables variables;
  private final String stack;

  PulumiCli(PulumiProgram pulumi, Environment environment, String stack) {
    this.pulumi = pulumi;
    this.variables = pulumi.child(environment);
    this.stack = stack;
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
    List<String> command = List.of("preview", "--json", "--suppress-progress");
    return pulumi.start(variables.with(environment), "", forStack(command));
  }

  /**
   * Updates the stack without a preview of its own; what it prints goes to stderr.
   *
   * @param environment variables for the program besides those of this process
   * @return its exit code
   */
  public int update(Map<String, String> environment) {
    List<String> command = List.of("up", "--yes", "--skip-preview", "--suppress-outputs");
    return pulumi.watch(variables.with(environment), forStack(command));
  }

  /**
   * Imports an exported state. Pulumi removes pending operations, and fails while the stack is
   * locked.
   */
  public void restore(String export) {
    run(export, "stack", "import");
  }

  private String run(String input, String... arguments) {
    return pulumi.run(variables, input, forStack(List.of(arguments)));
  }

  private List<String> forStack(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--stack", stack));
    return all;
  }
}
