package dev.slipway.cli;

import dev.slipway.cloud.OpenStackClient;
import dev.slipway.drift.ClusterDrift;
import dev.slipway.drift.Drift;
import dev.slipway.drift.DriftReport;
import dev.slipway.drift.Finding;
import dev.slipway.drift.ServerDrift;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.recovery.PulumiException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares every object of a project, and its cluster, with the plan. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = {
      "Compares all servers, networks, routers, floating IPs, security groups, rules and ports in"
          + " the project of a stack, and its members of etcd, API servers and Nodes, with its"
          + " plan.",
      "Changes nothing. Prints each difference with the command that fixes it, in the order in"
          + " which the commands can be run, and what could not be compared. Exit code 3 if"
          + " anything differs. Warns of certificates in the stack's state that end within 60 days."
    },
    footer = {"", "Example: slipway drift production-osl2 --json"})
final class DriftCommand implements Callable<Integer> {
  @Mixin private final StackParameter stack = new StackParameter();

  @Option(
      names = "--json",
      description =
          "Print one JSON object: stack, findings (kind, where, id, expected, actual, fix,"
              + " fixedByPulumi), and notAssessed.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    FleetPlan fleet = stack.plan();
    ClusterPlan plan = stack.planIn(fleet);
    OpenStackClient cloud = StackParameter.cloudOf(plan);
    List<Finding> servers = ServerDrift.of(cloud, plan);
    DriftReport drift =
        withCluster(Drift.of(cloud, fleet, plan).withFindings(servers), plan, servers);
    ExpiringCertificates.warn(stack.name(), spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(DriftOutput.json(stack.name(), drift));
    } else {
      out.print(DriftOutput.text(stack.name(), drift));
    }
    out.flush();
    return drift.findings().isEmpty() ? ExitCodes.SUCCESS.code() : ExitCodes.DIFFERENT.code();
  }

  /** A stack without a secrets bundle has no cluster; it is reported as not assessed. */
  private DriftReport withCluster(DriftReport cloud, ClusterPlan plan, List<Finding> servers) {
    try {
      return cloud.withFindings(ClusterDrift.of(plan, BundleOfStack.text(stack.name()), servers));
    } catch (PulumiException | IOException unreadable) {
      return cloud.withNotAssessed("etcd, API servers and Nodes: " + unreadable.getMessage());
    }
  }
}
