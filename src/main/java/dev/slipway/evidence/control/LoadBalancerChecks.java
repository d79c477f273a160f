package dev.slipway.evidence.control;

import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.RawData;
import dev.slipway.plan.cluster.HaproxyConfig;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import java.util.List;
import java.util.stream.Collectors;

/** Checks of the load balancers in front of the API servers. */
final class LoadBalancerChecks {
  static final Check LIMITED =
      new Check(
          "limited-connections",
          EvidenceSource.PLAN,
          "the planned configuration of each load balancer rejects clients that open connections"
              + " too fast or hold too many",
          "planned haproxy.cfg of every load balancer: each section that accepts connections counts"
              + " them per client, and rejects above a rate and above a number",
          List.of(RawData.LOAD_BALANCERS),
          LoadBalancerChecks::limited);

  private LoadBalancerChecks() {}

  private static Outcome limited(EvidenceInput input) {
    List<ClusterPlan> withHaproxy =
        input.clusters().stream().filter(LoadBalancerChecks::hasHaproxy).toList();
    List<String> failures =
        withHaproxy.stream()
            .filter(cluster -> !isLimited(HaproxyConfig.text(cluster)))
            .map(cluster -> "a load balancer of " + cluster.name() + " has no limits")
            .toList();
    String without =
        input.clusters().stream()
            .filter(cluster -> !hasHaproxy(cluster))
            .map(cluster -> cluster.name().text())
            .collect(Collectors.joining(", "));
    return failures.isEmpty() && !without.isEmpty()
        ? Outcome.notAssessed("the cloud provides the load balancers of " + without)
        : Outcome.of(failures, "load balancers of " + withHaproxy.size() + " clusters");
  }

  private static boolean hasHaproxy(ClusterPlan cluster) {
    return cluster.endpoint() instanceof EndpointPlan.Haproxy;
  }

  /** Returns whether every section of a haproxy.cfg that accepts connections has all limits. */
  static boolean isLimited(String haproxy) {
    List<HaproxyFile.Section> ingressPoints = HaproxyFile.parse(haproxy).ingressPoints();
    return !ingressPoints.isEmpty()
        && ingressPoints.stream().allMatch(HaproxyFile.Section::limitsClients);
  }
}
