package dev.slipway.cli;

import dev.slipway.cloud.Cloud;
import dev.slipway.cloud.CloudEntry;
import dev.slipway.drift.DefaultGroup;
import dev.slipway.plan.ClusterPlan;
import dev.slipway.value.Name;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
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
final class CloseDefault implements Callable<Integer> {
  @Mixin private final Stacks stacks = new Stacks();

  @Parameters(paramLabel = "STACK", description = "A stack file's name without .yaml.")
  private String stack;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ClusterPlan plan = stacks.plan().require(Name.parse(stack));
    int rules = DefaultGroup.close(Cloud.open(CloudEntry.find(plan.cloud(), System.getenv())));
    spec.commandLine().getOut().println(stack + ": deleted " + rules + " rules of group default");
    return ExitCode.OK;
  }
}
