package dev.slipway.cli;

import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.drift.Drift;
import dev.slipway.drift.Finding;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.evidence.model.LiveStack;
import dev.slipway.evidence.model.ReachabilityEvidence;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks a stack's cloud for evidence, and keeps its very answers. */
final class LiveEvidence {
  private LiveEvidence() {}

  /** A cloud that cannot be asked is told of, not thrown. */
  static LiveStack ask(FleetPlan fleet, ClusterPlan plan) {
    try {
      OpenStackClient cloud = StackParameter.cloudOf(plan);
      Map<String, Object> raw = new TreeMap<>();
      LiveProject project =
          LiveProject.of(
              cloud.projectId(),
              collection -> {
                var answer = LiveProject.fetch(cloud, collection);
                raw.put(collection, answer);
                return answer;
              });
      List<LiveStack.Finding> findings =
          Drift.of(project, fleet, plan).stream().map(LiveEvidence::finding).toList();
      ReachabilityEvidence proof =
          ReachabilityEvidence.of(
              Drift.networkModel(project, fleet, plan),
              plan.environment(),
              "over the live rules of " + plan.name() + ", those of the others as planned");
      return new LiveStack(
          plan.name(), plan.cloud(), Optional.empty(), findings, Optional.of(proof), raw);
    } catch (CloudException refusal) {
      return LiveStack.refused(plan.name(), plan.cloud(), String.valueOf(refusal.getMessage()));
    }
  }

  private static LiveStack.Finding finding(Finding one) {
    return new LiveStack.Finding(
        one.kind().text(), one.where(), one.id(), one.expected(), one.actual(), one.fix());
  }
}
