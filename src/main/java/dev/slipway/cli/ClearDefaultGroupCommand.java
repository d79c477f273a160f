package dev.slipway.cli;

import dev.slipway.cloud.DefaultSecurityGroup;
import dev.slipway.plan.model.ClusterPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that deletes the rules of the default security group; docs/adr/0008. */
@Command(
    name = "clear-default-group",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes the rules of the default security group.",
      "It is the one in the stack's project. The first pulumi up of a stack runs this command."
    },
    footer = {"", "Example: slipway clear-default-group staging-osl2"})
final class ClearDefaultGroupCommand implements Callable<Integer> {
  @Mixin private final StackParameter stack = new StackParameter();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ClusterPlan plan = stack.planIn(stack.plan());
    int rules = DefaultSecurityGroup.clear(StackParameter.cloudOf(plan));
    spec.commandLine()
        .getOut()
        .println("%s: deleted %d rules of security group default".formatted(stack.name(), rules));
    return ExitCodes.SUCCESS.code();
  }
}
