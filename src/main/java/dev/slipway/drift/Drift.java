package dev.slipway.drift;

import dev.slipway.cloud.OpenStackClient;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.PortPlan;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.NetworkModel;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares a stack's project with its plan. */
public final class Drift {
  private Drift() {}

  /** Reads the project of a stack and returns every difference from its plan. */
  public static DriftReport of(OpenStackClient cloud, FleetPlan fleet, ClusterPlan plan) {
    return of(LiveProject.read(cloud), fleet, plan);
  }

  /** Returns every difference of a project that was read before. */
  public static DriftReport of(LiveProject live, FleetPlan fleet, ClusterPlan plan) {
    List<SecurityGroupPlan> plannedGroups = plan.securityGroups();
    GroupMatching groups = new GroupMatching(live, plannedGroups);
    FixCommands fixes = new FixCommands(plan);
    FindingCollector findings = new FindingCollector();
    new GroupDrift(live, groups, fixes, findings).compare(plannedGroups);
    new PortDrift(live, groups, fixes, findings).compare(plan);
    networkObjects(live, plan, fixes, findings);
    new ReachabilityFindings(fixes, findings).add(LiveNetworkModel.of(live, groups, fleet, plan));
    return new DriftReport(findings.findings(), notAssessed(live));
  }

  /** Returns whether any object of the plan exists: a server, port, group, network or router. */
  public static boolean isBuilt(LiveProject live, ClusterPlan plan) {
    Set<String> names =
        Stream.concat(
                PortPlan.of(plan).stream().map(PortPlan::name),
                plan.servers().stream().map(ServerPlan::name))
            .collect(Collectors.toSet());
    GroupMatching groups = new GroupMatching(live, plan.securityGroups());
    PlannedObjects planned = PlannedObjects.of(live, plan);
    return planned.network().isPresent()
        || planned.router().isPresent()
        || plan.securityGroups().stream().anyMatch(one -> groups.live(one.name()).isPresent())
        || live.ports().stream()
            .anyMatch(one -> one.projectId().equals(live.id()) && names.contains(one.name()))
        || live.servers().values().stream()
            .anyMatch(
                one -> names.contains(one.name()) || one.cluster().equals(plan.name().text()));
  }

  private static void networkObjects(
      LiveProject live, ClusterPlan plan, FixCommands fixes, FindingCollector findings) {
    PlannedObjects planned = PlannedObjects.of(live, plan);
    new FloatingIpDrift(live, plan, planned, fixes, findings).compare();
    new RouterDrift(live, plan, planned, fixes, findings).compare();
    new NetworkDrift(live, plan, planned, fixes, findings).compare();
  }

  private static List<String> notAssessed(LiveProject live) {
    return live.notAssessed().stream().map(one -> one + ": the cloud has no such API").toList();
  }

  /**
   * Returns the network model with live data for the stack's cluster and planned data for all
   * others.
   */
  public static NetworkModel networkModel(LiveProject live, FleetPlan fleet, ClusterPlan plan) {
    return LiveNetworkModel.of(live, new GroupMatching(live, plan.securityGroups()), fleet, plan);
  }
}
