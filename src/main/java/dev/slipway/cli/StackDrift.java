package dev.slipway.cli;

import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.drift.ArgoCdDrift;
import dev.slipway.drift.ClusterDrift;
import dev.slipway.drift.Drift;
import dev.slipway.drift.DriftReport;
import dev.slipway.drift.Finding;
import dev.slipway.drift.ServerDrift;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.preview.DriftLines;
import dev.slipway.recovery.PulumiException;
import dev.slipway.recovery.PulumiProgram;
import dev.slipway.recovery.StackState;
import dev.slipway.value.DnsLabel;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The comparison of a stack's project, and of its cluster, with the plan. */
final class StackDrift {
  private final PulumiProgram pulumi;
  private final FleetPlan fleet;
  private final ClusterPlan plan;

  /** The stack's state with its secrets, after it was first used. */
  private @Nullable StackState state;

  private StackDrift(PulumiProgram pulumi, FleetPlan fleet, ClusterPlan plan) {
    this.pulumi = pulumi;
    this.fleet = fleet;
    this.plan = plan;
  }

  /** Reads the cloud, the cluster and Argo CD's Applications. */
  static DriftReport of(PulumiProgram pulumi, FleetPlan fleet, ClusterPlan plan) {
    StackDrift stack = new StackDrift(pulumi, fleet, plan);
    return stack.withApplications(stack.withoutApplications());
  }

  private DriftReport withoutApplications() {
    OpenStackClient cloud = StackParameter.cloudOf(plan);
    List<Finding> servers = ServerDrift.of(cloud, plan);
    DriftReport drift = Drift.of(cloud, fleet, plan).withFindings(servers);
    return withCluster(drift, servers);
  }

  /**
   * Returns a line for each difference, and for what could not be read. Equal differences have
   * equal lines. Applications are left out: their repositories change without an update of a stack.
   */
  static List<String> lines(PulumiProgram pulumi, FleetPlan fleet, DnsLabel stack) {
    return fleet
        .cluster(stack)
        .map(plan -> lines(pulumi, fleet, plan))
        .orElse(
            List.of(
                "not assessed: cloud: the stack files before the change do not have the stack"));
  }

  private static List<String> lines(PulumiProgram pulumi, FleetPlan fleet, ClusterPlan plan) {
    try {
      DriftReport drift = new StackDrift(pulumi, fleet, plan).withoutApplications();
      return Stream.of(
              drift.findings().stream().map(StackDrift::line),
              drift.notProvided().stream().map("not assessed: "::concat),
              drift.notRead().stream().map(DriftLines.NOT_READ::concat))
          .flatMap(part -> part)
          .map(line -> line.strip().replaceAll("\\s+", " "))
          .sorted()
          .toList();
    } catch (CloudException | IllegalArgumentException unreadable) {
      return List.of(DriftLines.NOT_READ + "cloud: " + unreadable.getMessage());
    }
  }

  private static String line(Finding one) {
    return "%s: %s %s: expected %s, actual %s"
        .formatted(one.kind().text(), one.where(), one.id(), one.expected(), one.actual());
  }

  /** A stack without a secrets bundle has no cluster; it is reported as not assessed. */
  private DriftReport withCluster(DriftReport cloud, List<Finding> servers) {
    try {
      return cloud.withFindings(ClusterDrift.of(plan, bundle(), servers));
    } catch (PulumiException | IOException unreadable) {
      return cloud.withNotRead("etcd, API servers and Nodes: " + unreadable.getMessage());
    }
  }

  private DriftReport withApplications(DriftReport drift) {
    if (plan.argocd().isEmpty()) {
      return drift;
    }
    try {
      List<String> planned = FirstApplications.of(state(), fleet.managedBy(plan));
      return drift.withFindings(ArgoCdDrift.of(plan, bundle(), planned, Instant.now()));
    } catch (PulumiException | IOException unreadable) {
      return drift.withNotRead("Applications of Argo CD: " + unreadable.getMessage());
    }
  }

  private String bundle() {
    return BundleOfStack.text(state(), plan.name().text());
  }

  private StackState state() {
    StackState known = state;
    if (known == null) {
      known =
          StackState.read(pulumi.stack(plan.environment(), plan.name().text()).exportWithSecrets());
      state = known;
    }
    return known;
  }
}
