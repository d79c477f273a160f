package dev.slipway.cli;

import dev.slipway.cloud.OpenStackClient;
import dev.slipway.guard.ProjectSession;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The parameter that names a stack, with the option for the folder of the stack files. */
final class StackParameter extends StacksOption {
  @Parameters(paramLabel = "STACK", description = "Name of a stack: its file's name without .yaml.")
  private String name;

  String name() {
    return name;
  }

  /** Returns the stack's file, which can have problems. */
  Path file() {
    return files(name).get(0);
  }

  /** Returns the plan of the stack's cluster. */
  ClusterPlan planIn(FleetPlan fleet) {
    return fleet.clusterOrThrow(DnsLabel.parse(name));
  }

  /** Returns a session with the OpenStack project of the plan. */
  static OpenStackClient cloudOf(ClusterPlan plan) {
    return ProjectSession.open(plan).client();
  }
}
