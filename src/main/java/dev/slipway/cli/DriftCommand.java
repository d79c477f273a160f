package dev.slipway.cli;

import dev.slipway.drift.DriftReport;
import dev.slipway.plan.security.FleetPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compares every object of a project, and its cluster, with the plan. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the cloud and the cluster with the plan.",
      "Compares all servers, networks, routers, floating IPs, security groups, rules and ports in"
          + " the project of a stack, and its members of etcd, API servers and Nodes, with its"
          + " plan. Changes nothing. Prints each difference with the command that fixes it, in the"
          + " order in which the commands can be run, and what could not be compared. Exit code 3"
          + " if anything differs. Warns of certificates in the stack's state that end within 60"
          + " days."
    },
    footer = {"", "Example: slipway drift production-osl2 -o json"})
final class DriftCommand implements Callable<Integer> {
  @Mixin private final StackParameter stack = new StackParameter();
  @Mixin private final OutputOption output = new OutputOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    FleetPlan fleet = stack.plan();
    DriftReport drift = StackDrift.of(fleet, stack.planIn(fleet));
    ExpiringCertificates.warn(stack.name(), spec.commandLine().getErr());
    output.print(
        () -> DriftOutput.document(stack.name(), drift),
        () -> DriftOutput.text(stack.name(), drift));
    return drift.findings().isEmpty() ? ExitCodes.SUCCESS.code() : ExitCodes.DIFFERENT.code();
  }
}
