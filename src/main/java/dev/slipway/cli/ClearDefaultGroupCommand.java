package dev.slipway.cli;

import dev.slipway.cloud.DefaultSecurityGroup;
import dev.slipway.plan.model.ClusterPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Empties the group that no resource of the provider's can. */
@Command(
    name = "close-default",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes the rules of the default security group in the stack's project.",
      "The first pulumi up of a stack runs it."
    },
    footer = {"", "Example: slipway close-default staging-osl2"})
final class ClearDefaultGroupCommand implements Callable<Integer> {
  @Mixin private final StackParameter stack = new StackParameter();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ClusterPlan plan = stack.planIn(stack.fleet());
    int rules = DefaultSecurityGroup.clear(StackParameter.cloudOf(plan));
    spec.commandLine()
        .getOut()
        .println(stack.name() + ": deleted " + rules + " rules of group default");
    return ExitCode.OK;
  }
}
