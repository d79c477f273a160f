package dev.slipway.evidence.control;

import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.RawData;
import dev.slipway.plan.cluster.HaproxyConfig;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import java.util.List;

/** Of what stands before the API servers. */
final class LoadBalancerChecks {
  static final Check LIMITED =
      new Check(
          "limited-connections",
          EvidenceSource.PLAN,
          "each load balancer turns away who connects too fast or holds too many connections",
          "each entrance in the configuration of every load balancer has both limits",
          List.of(RawData.LOAD_BALANCERS),
          LoadBalancerChecks::limited);

  private LoadBalancerChecks() {}

  private static Outcome limited(EvidenceInput subject) {
    List<String> against =
        subject.clusters().stream()
            .filter(cluster -> !isTheClouds(cluster) && !isLimited(HaproxyConfig.text(cluster)))
            .map(cluster -> "a load balancer of " + cluster.name() + " limits nobody")
            .toList();
    List<String> others =
        subject.clusters().stream()
            .filter(LoadBalancerChecks::isTheClouds)
            .map(cluster -> cluster.name().text())
            .toList();
    return against.isEmpty() && !others.isEmpty()
        ? Outcome.notShown(
            "the load balancers of " + String.join(", ", others) + " are the cloud's own")
        : Outcome.of(against, subject.clusters().size() + " clusters");
  }

  private static boolean isTheClouds(ClusterPlan cluster) {
    return cluster.endpoint() instanceof EndpointPlan.Octavia;
  }

  /** Of a whole haproxy.cfg. */
  static boolean isLimited(String haproxy) {
    String[] sections = haproxy.split("(?m)^(?=\\w)");
    List<String> entrances =
        List.of(sections).stream().filter(one -> one.startsWith("frontend ")).toList();
    return !entrances.isEmpty()
        && entrances.stream()
            .allMatch(
                one ->
                    one.contains("connection reject if { sc0_conn_rate gt ")
                        && one.contains("connection reject if { sc0_conn_cur gt "));
  }
}
