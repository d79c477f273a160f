package dev.slipway;

import com.pulumi.Pulumi;
import dev.slipway.cli.ExitCodes;
import dev.slipway.cli.Slipway;
import dev.slipway.components.ManifestStore;
import dev.slipway.components.StackProgram;
import dev.slipway.config.Fleet;
import dev.slipway.plan.Planner;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.InvalidFleetException;

/**
 * The entry point: the program of one stack if Pulumi's engine starts it, else the command line.
 */
public final class Main {
  private Main() {}

  /** Runs the program. The engine sets {@code PULUMI_MONITOR} and {@code PULUMI_STACK}. */
  public static void main(String[] args) {
    if (System.getenv("PULUMI_MONITOR") == null) {
      System.exit(Slipway.run(args));
    }
    try {
      FleetPlan fleet = Planner.plan(Fleet.load(Slipway.stacksFolder()));
      ClusterPlan stack = fleet.clusterOrThrow(DnsLabel.parse(System.getenv("PULUMI_STACK")));
      ManifestStore store = ManifestStore.of(System.getenv());
      Pulumi.withOptions(StackProgram.options(stack))
          .run(context -> StackProgram.run(context, fleet, stack, store, System.getenv()));
    } catch (InvalidFleetException | IllegalArgumentException refusal) {
      System.err.println(refusal.getMessage());
      System.exit(ExitCodes.INVALID.code());
    }
  }
}
