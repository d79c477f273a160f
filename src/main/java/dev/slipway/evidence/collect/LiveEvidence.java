package dev.slipway.evidence.collect;

import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.drift.Drift;
import dev.slipway.drift.DriftReport;
import dev.slipway.drift.ServerDrift;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.evidence.model.LiveStack;
import dev.slipway.evidence.model.ReachabilityEvidence;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the clouds of an environment's stacks. */
public final class LiveEvidence {
  private LiveEvidence() {}

  /**
   * Reads the project of every stack of an environment. A cloud that cannot be reached is a result
   * and not an exception.
   *
   * @param connect opens a client for a cluster's project; may throw {@link CloudException}
   */
  public static List<LiveStack> collect(
      FleetPlan fleet, Environment environment, Function<ClusterPlan, OpenStackClient> connect) {
    return fleet.clusters().stream()
        .filter(cluster -> cluster.environment() == environment)
        .map(cluster -> collect(fleet, cluster, connect))
        .toList();
  }

  private static LiveStack collect(
      FleetPlan fleet, ClusterPlan cluster, Function<ClusterPlan, OpenStackClient> connect) {
    try {
      return read(fleet, cluster, connect.apply(cluster));
    } catch (CloudException failure) {
      return LiveStack.unreachable(
          cluster.name(), cluster.cloud(), String.valueOf(failure.getMessage()));
    }
  }

  private static LiveStack read(FleetPlan fleet, ClusterPlan cluster, OpenStackClient cloud) {
    Map<String, Object> responses = new TreeMap<>();
    LiveProject project =
        LiveProject.of(
            cloud.projectId(),
            collection -> {
              var items = LiveProject.fetch(cloud, collection);
              items.ifPresent(present -> responses.put(collection, present));
              return items;
            });
    ReachabilityEvidence reachability =
        ReachabilityEvidence.of(
            Drift.networkModel(project, fleet, cluster),
            cluster.environment(),
            "live rules of " + cluster.name() + ", planned rules of all other clusters");
    DriftReport drift =
        Drift.of(project, fleet, cluster).withFindings(ServerDrift.of(cloud, cluster));
    boolean built = Drift.isBuilt(project, cluster);
    return new LiveStack(
        cluster.name(),
        cluster.cloud(),
        Optional.empty(),
        built,
        drift.findings().stream().filter(one -> built || !one.kind().isMissing()).toList(),
        drift.notAssessed(),
        Optional.of(reachability),
        responses);
  }
}
