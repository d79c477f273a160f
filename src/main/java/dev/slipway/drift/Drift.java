package dev.slipway.drift;

import dev.slipway.cloud.OpenStackClient;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.NetworkModel;
import java.util.ArrayList;
import java.util.List;

/** Compares a stack's project with its plan. */
public final class Drift {
  private Drift() {}

  /** Every difference; {@code cloud} is the project of the stack of {@code plan}. */
  public static List<Finding> of(OpenStackClient cloud, FleetPlan fleet, ClusterPlan plan) {
    return of(LiveProject.read(cloud), fleet, plan);
  }

  /** Every difference of a project that was read before. */
  public static List<Finding> of(LiveProject live, FleetPlan fleet, ClusterPlan plan) {
    List<SecurityGroupPlan> groups = fleet.securityGroups(plan);
    GroupMatching ours = new GroupMatching(live, groups);
    FixCommands cures = new FixCommands(plan);
    List<Finding> findings = new ArrayList<>(GroupDrift.of(live, ours, cures, groups));
    findings.addAll(PortDrift.of(live, ours, cures, plan));
    findings.addAll(
        ReachabilityFindings.of(LiveNetworkModel.of(live, ours, fleet, plan), cures, findings));
    return findings;
  }

  /** What the proof looks at: the stack as its cloud has it, all others as planned. */
  public static NetworkModel segmentation(LiveProject live, FleetPlan fleet, ClusterPlan plan) {
    return LiveNetworkModel.of(
        live, new GroupMatching(live, fleet.securityGroups(plan)), fleet, plan);
  }
}
