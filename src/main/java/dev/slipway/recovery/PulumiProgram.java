package dev.slipway.recovery;

import dev.slipway.guard.PulumiVariables;
import dev.slipway.process.ChildProcess;
import dev.slipway.process.ChildVariables;
import dev.slipway.value.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program {@code pulumi}, with the variables of each environment.
 *
 * @param name its name, if PATH contains it, or its path
 * @param folder the folder with Pulumi.yaml
 * @param variables the environment variables of this process
 */
public record PulumiProgram(String name, Path folder, Map<String, String> variables) {
  /** Copies the map. */
  public PulumiProgram {
    variables = Map.copyOf(variables);
  }

  /** Returns the program in PATH, in the working folder. */
  public static PulumiProgram ofThisProcess() {
    return new PulumiProgram("pulumi", Path.of(""), System.getenv());
  }

  /** Returns the command for a stack of an environment. */
  public PulumiCli stack(Environment environment, String stack) {
    return new PulumiCli(this, environment, stack);
  }

  /** Returns all variables of a process for stacks of an environment. */
  public Map<String, String> variables(Environment environment) {
    return child(environment).in(variables);
  }

  ChildVariables child(Environment environment) {
    return PulumiVariables.of(environment, variables);
  }

  /** Returns stdout. The message of a failure contains stderr, which is otherwise passed on. */
  String run(ChildVariables child, String input, List<String> arguments) {
    ChildProcess process = start(child, input, arguments);
    if (process.code() != 0) {
      throw new PulumiException(
          "%s failed; its message: %s"
              .formatted(String.join(" ", command(arguments)), process.stderr().strip()));
    }
    System.err.print(process.stderr());
    return process.stdout();
  }

  ChildProcess start(ChildVariables child, String input, List<String> arguments) {
    try {
      return ChildProcess.run(folder, child, input, command(arguments));
    } catch (IOException absent) {
      throw absent(absent);
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }

  int watch(ChildVariables child, List<String> arguments) {
    try {
      return ChildProcess.watch(folder, child, command(arguments));
    } catch (IOException absent) {
      throw absent(absent);
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }

  private List<String> command(List<String> arguments) {
    List<String> all = new ArrayList<>(List.of(name));
    all.addAll(arguments);
    all.add("--non-interactive");
    return all;
  }

  private static PulumiException absent(IOException absent) {
    return new PulumiException(
        "cannot start pulumi (%s); PATH must have its folder".formatted(absent.getMessage()));
  }

  private static PulumiException interrupted() {
    Thread.currentThread().interrupt();
    return new PulumiException("pulumi was interrupted");
  }

  /** Returns the names; values of variables can be secrets. */
  @Override
  public String toString() {
    return "%s in %s".formatted(name, folder);
  }
}
