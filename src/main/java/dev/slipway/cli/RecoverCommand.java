package dev.slipway.cli;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.recovery.Orphans;
import dev.slipway.recovery.Orphans.Orphan;
import dev.slipway.recovery.PulumiCli;
import dev.slipway.recovery.StackState;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Clears up after an update that was killed. */
@Command(
    name = "recover",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes what a killed pulumi up made in the cloud and did not live to write down.",
      "The next pulumi up makes it anew. Run it after pulumi cancel, when no update runs."
    },
    footer = {
      "",
      "Example: pulumi cancel --stack staging-osl2 && slipway recover staging-osl2 --yes"
    })
final class RecoverCommand implements Callable<Integer> {
  @Mixin private final StackParameter stack = new StackParameter();

  @Option(names = "--yes", description = "Delete; without it they are only listed.")
  private boolean confirmed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ClusterPlan plan = stack.planIn(stack.fleet());
    PulumiCli pulumi = new PulumiCli(stack.name());
    String export = pulumi.export();
    StackState state = StackState.read(export);
    PrintWriter out = spec.commandLine().getOut();
    if (state.pendingCreates().isEmpty()) {
      out.println(stack.name() + ": no update was interrupted while it made something");
      return 0;
    }
    Orphans orphans = new Orphans(StackParameter.cloudOf(plan));
    List<Orphan> found = orphans.of(state);
    found.forEach(orphan -> out.println("made, but in no state: " + orphan));
    if (!confirmed) {
      out.println(
          "to delete " + found.size() + " and go on: slipway recover " + stack.name() + " --yes");
      return 0;
    }
    found.forEach(orphans::delete);
    pulumi.restore(export);
    out.println(stack.name() + ": deleted " + found.size() + "; go on with pulumi up");
    return 0;
  }
}
