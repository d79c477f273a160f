package dev.slipway.cli;

import dev.slipway.cloud.CloudException;
import dev.slipway.drift.DriftReport;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.recovery.PulumiProgram;
import dev.slipway.status.StackStatus;
import dev.slipway.status.StatusReader;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints one line for each stack: its state, drift, versions, last update and certificates. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Prints one line for each stack: state, drift, versions.",
      "Also the last update, and when certificates end. Reads Pulumi's states and changes nothing."
          + " States: up; not created: the state backend has no resource of it; update interrupted:"
          + " it was killed, or one is running; update failed; not assessed, with the reason. A"
          + " version that the stack file does not have is printed beside the file's. The"
          + " certificates are those that nothing renews, and the earliest end is printed; one that"
          + " ends within 60 days is a warning."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every stack is up, and nothing differs",
      "1:something could not be assessed, and nothing that was differs",
      "2:the command line or a stack file is not valid",
      "3:a stack is not up, has another version than its file, or has drift"
    },
    footer = {
      "",
      "Example: slipway status",
      "Example: slipway status staging staging-osl2 --drift -o json"
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin private final StackNames stacks = new StackNames();
  @Mixin private final OutputOption output = new OutputOption();

  @Option(
      names = "--drift",
      description =
          "Also compare the cloud and the cluster with the plan, as slipway drift does, which"
              + " takes seconds for each stack. Without it drift is not assessed.")
  private boolean isDriftIncluded;

  @Spec private CommandSpec spec;

  private final PulumiProgram pulumi;

  StatusCommand() {
    this(PulumiProgram.ofThisProcess());
  }

  StatusCommand(PulumiProgram pulumi) {
    this.pulumi = pulumi;
  }

  @Override
  public Integer call() {
    FleetPlan fleet = stacks.plan();
    List<ClusterPlan> plans = stacks.plansIn(fleet);
    StatusReader reader = new StatusReader(pulumi, fleet);
    List<StackStatus> all =
        plans.parallelStream().map(plan -> withDrift(fleet, reader.read(plan))).toList();
    Instant now = Instant.now();
    all.stream()
        .flatMap(one -> StatusOutput.warnings(one, now).stream())
        .forEach(spec.commandLine().getErr()::println);
    output.print(() -> StatusOutput.document(all), () -> StatusOutput.text(all));
    return exitCode(all).code();
  }

  private StackStatus withDrift(FleetPlan fleet, StackStatus status) {
    if (!isDriftIncluded || !status.isBuilt()) {
      return status;
    }
    try {
      DriftReport drift = StackDrift.of(pulumi, fleet, status.plan());
      return status.withDrift(drift.findings().size(), drift.notAssessed());
    } catch (CloudException | IllegalArgumentException unreadable) {
      return status.withNotAssessed("drift: " + unreadable.getMessage());
    }
  }

  private static ExitCodes exitCode(List<StackStatus> all) {
    if (all.stream().anyMatch(StackStatus::isDifferent)) {
      return ExitCodes.DIFFERENT;
    }
    return all.stream().allMatch(one -> one.notAssessed().isEmpty())
        ? ExitCodes.SUCCESS
        : ExitCodes.FAILED;
  }
}
