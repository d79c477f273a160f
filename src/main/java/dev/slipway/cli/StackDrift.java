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
import java.util.List;

/** The comparison of a stack's project, and of its cluster, with the plan. */
final class StackDrift {
  private StackDrift() {}

  /** Reads the cloud and the cluster. */
  static DriftReport of(FleetPlan fleet, ClusterPlan plan) {
    OpenStackClient cloud = StackParameter.cloudOf(plan);
    List<Finding> servers = ServerDrift.of(cloud, plan);
    DriftReport drift = Drift.of(cloud, fleet, plan).withFindings(servers);
    return withCluster(drift, plan, servers);
  }

  /** A stack without a secrets bundle has no cluster; it is reported as not assessed. */
  private static DriftReport withCluster(
      DriftReport cloud, ClusterPlan plan, List<Finding> servers) {
    try {
      String bundle = BundleOfStack.text(plan.name().text());
      return cloud.withFindings(ClusterDrift.of(plan, bundle, servers));
    } catch (PulumiException | IOException unreadable) {
      return cloud.withNotAssessed("etcd, API servers and Nodes: " + unreadable.getMessage());
    }
  }
}
