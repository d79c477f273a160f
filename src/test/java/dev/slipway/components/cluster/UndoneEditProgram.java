package dev.slipway.components.cluster;

import com.pulumi.Pulumi;
import com.pulumi.command.local.enums.Logging;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Map;

/**
 * A stack's program with the two kinds of commands that bring something to its planned state. Each
 * writes the variable {@code PLANNED} to a file of its name in the folder {@code TARGETS}.
 */
public final class UndoneEditProgram {
  private static final List<String> SCRIPT = List.of("copy-or-fail.sh");

  private UndoneEditProgram() {}

  public static void main(String[] args) {
    Output<String> planned = Output.of(System.getenv("PLANNED"));
    Pulumi.run(
        context -> {
          ShellScript.converge(
              "machine-node",
              new ShellScript.Texts(SCRIPT, List.of()),
              Output.of(target("machine")),
              planned,
              CustomResourceOptions.builder());
          ShellScript.converge(
              "load-balancer-node",
              SCRIPT,
              target("load-balancer"),
              planned,
              Logging.Stderr,
              CustomResourceOptions.builder());
        });
  }

  private static Map<String, String> target(String name) {
    return Map.of("TARGET", System.getenv("TARGETS") + "/" + name);
  }
}
