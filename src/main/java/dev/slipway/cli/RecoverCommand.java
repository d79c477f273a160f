package dev.slipway.cli;

import dev.slipway.guard.ScriptFolders;
import dev.slipway.guard.StateGuard;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.recovery.Orphans;
import dev.slipway.recovery.Orphans.Orphan;
import dev.slipway.recovery.PulumiCli;
import dev.slipway.recovery.PulumiException;
import dev.slipway.recovery.PulumiProgram;
import dev.slipway.recovery.StackState;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes resources that an interrupted update created but did not record. */
@Command(
    name = "recover",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes what an interrupted update did not record.",
      "Compares the stack's state with its OpenStack project. The next pulumi up creates the "
          + "resources again. Run it after pulumi cancel, while no update is running."
    },
    footer = {
      "",
      "Example: pulumi cancel --stack staging-osl2 && slipway recover staging-osl2 --yes"
    })
final class RecoverCommand implements Callable<Integer> {
  @Mixin private final StackParameter stack = new StackParameter();

  @Option(
      names = "--yes",
      description = "Delete the resources; without this option they are only listed.")
  private boolean confirmed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    FleetPlan fleet = stack.plan();
    ClusterPlan plan = stack.planIn(fleet);
    PulumiProgram program = PulumiProgram.ofThisProcess();
    List<String> refusals =
        StateGuard.problems(fleet, plan, program.folder(), program.variables(plan.environment()));
    if (!refusals.isEmpty()) {
      throw new PulumiException(String.join("\n", refusals));
    }
    ScriptFolders.deleteLeft(program.variables());
    PulumiCli pulumi = program.stack(plan.environment(), stack.name());
    String export = pulumi.export();
    StackState state = StackState.read(export);
    PrintWriter out = spec.commandLine().getOut();
    if (state.pendingCreates().isEmpty()) {
      out.println(stack.name() + ": no update was interrupted while it created a resource");
      return ExitCodes.SUCCESS.code();
    }
    Orphans orphans = new Orphans(StackParameter.cloudOf(plan));
    List<Orphan> found = orphans.of(state);
    found.forEach(orphan -> out.println("orphaned: " + orphan));
    if (!confirmed) {
      out.println(
          "to delete %d resources: slipway recover %s --yes".formatted(found.size(), stack.name()));
      return ExitCodes.SUCCESS.code();
    }
    found.forEach(orphans::delete);
    pulumi.restore(export);
    out.println(
        "%s: deleted %d resources; continue with pulumi up".formatted(stack.name(), found.size()));
    return ExitCodes.SUCCESS.code();
  }
}
