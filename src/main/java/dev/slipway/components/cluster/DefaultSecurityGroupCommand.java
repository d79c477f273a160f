package dev.slipway.components.cluster;

import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.plan.model.ClusterPlan;
import java.util.Map;

/** The security group that Neutron makes itself; the decision is in docs/adr/0008. */
final class DefaultSecurityGroupCommand {
  private DefaultSecurityGroupCommand() {}

  /** Deletes its rules, once. */
  static void clear(ClusterPlan plan, CustomResourceOptions.Builder options) {
    ShellScript.run(
        name(plan),
        "close-default.sh",
        Map.of("STACK", plan.name().text()),
        Output.of(""),
        options);
  }

  static String name(ClusterPlan plan) {
    return plan.name() + "-default-group";
  }
}
