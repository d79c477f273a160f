package dev.slipway.cli;

import dev.slipway.cloud.CloudsYamlEntry;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The parameter that names one stack, and the option that says where the stack files are. */
final class StackParameter {
  @Mixin private final StacksOption stacks = new StacksOption();

  @Parameters(paramLabel = "STACK", description = "A stack file's name without .yaml.")
  private String name;

  String name() {
    return name;
  }

  /** The plan of the whole fleet. */
  FleetPlan fleet() {
    return stacks.plan();
  }

  /** The stack's own part of it. */
  ClusterPlan planIn(FleetPlan fleet) {
    return fleet.clusterOrThrow(DnsLabel.parse(name));
  }

  /** A session with the project that the plan names. */
  static OpenStackClient cloudOf(ClusterPlan plan) {
    return OpenStackClient.open(CloudsYamlEntry.find(plan.cloud(), System.getenv()));
  }
}
