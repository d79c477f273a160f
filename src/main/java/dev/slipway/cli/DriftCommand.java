package dev.slipway.cli;

import dev.slipway.cloud.OpenStackClient;
import dev.slipway.drift.ClusterDrift;
import dev.slipway.drift.Drift;
import dev.slipway.drift.Finding;
import dev.slipway.drift.ServerDrift;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.recovery.PulumiException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares the servers, security groups and ports of a project, and its cluster, with the plan. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the servers, security groups, rules and ports of a stack, and its members of etcd,"
          + " API servers and Nodes, with its plan.",
      "Changes nothing. Prints each difference with the command that fixes it. Exit code 3 if "
          + "anything differs. Warns of certificates in the stack's state that end within 60 days."
    },
    footer = {"", "Example: slipway drift production-osl2 --json"})
final class DriftCommand implements Callable<Integer> {
  @Mixin private final StackParameter stack = new StackParameter();

  @Option(
      names = "--json",
      description =
          "Print one JSON object: stack, and findings (kind, where, id, expected, actual, fix,"
              + " fixedByPulumi).")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    FleetPlan fleet = stack.fleet();
    ClusterPlan plan = stack.planIn(fleet);
    OpenStackClient cloud = StackParameter.cloudOf(plan);
    List<Finding> findings = new ArrayList<>(Drift.of(cloud, fleet, plan));
    List<Finding> servers = ServerDrift.of(cloud, plan);
    findings.addAll(servers);
    findings.addAll(cluster(plan, servers));
    ExpiringCertificates.warn(stack.name(), spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(DriftOutput.json(stack.name(), findings));
    } else {
      out.print(DriftOutput.text(stack.name(), findings));
    }
    out.flush();
    return findings.isEmpty() ? ExitCodes.SUCCESS.code() : ExitCodes.DIFFERENT.code();
  }

  /** A stack without a secrets bundle has no cluster; it is reported as not assessed. */
  private List<Finding> cluster(ClusterPlan plan, List<Finding> servers) {
    try {
      return ClusterDrift.of(plan, BundleOfStack.text(stack.name()), servers);
    } catch (PulumiException | IOException unreadable) {
      spec.commandLine()
          .getErr()
          .println("etcd, API servers and Nodes: not assessed; " + unreadable.getMessage());
      return List.of();
    }
  }
}
