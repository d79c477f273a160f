package dev.slipway.components.cluster;

import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.plan.model.ClusterPlan;
import java.util.Map;

/** The command that clears the project's default security group; docs/adr/0008. */
final class DefaultSecurityGroupCommand {
  private DefaultSecurityGroupCommand() {}

  /** Creates the command. It runs when the stack is created and never again. */
  static void clear(ClusterPlan plan, CustomResourceOptions.Builder options) {
    ShellScript.runOnce(
        name(plan),
        "clear-default-group.sh",
        Map.of("STACK", plan.name().text()),
        Output.of(""),
        options);
  }

  static String name(ClusterPlan plan) {
    return plan.name() + "-default-group";
  }
}
