package dev.slipway.cli;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The parameters that name stacks, or none for all, with the option for the folder. */
final class StackNames extends StacksOption {
  @Parameters(
      paramLabel = "STACK",
      arity = "0..*",
      description = "Names of stacks: their files' names without .yaml. Default: all stacks.")
  private List<String> names = List.of();

  /** Returns the plan of each stack's cluster. */
  List<ClusterPlan> plansIn(FleetPlan fleet) {
    return names.isEmpty()
        ? fleet.clusters()
        : names.stream().map(name -> fleet.clusterOrThrow(DnsLabel.parse(name))).toList();
  }
}
