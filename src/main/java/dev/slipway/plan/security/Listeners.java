package dev.slipway.plan.security;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.ListenerPlan;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Traffic;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compiles the listeners of Octavia's load balancers. */
final class Listeners {
  private static final Map<Traffic, String> NAMES =
      Map.of(
          Traffic.KUBERNETES_API, "kubernetes",
          Traffic.TALOS_API, "talos",
          Traffic.AUDIT_STORE, "audit-store");

  private Listeners() {}

  /**
   * Returns the listeners of a cluster; none if its load balancers are servers.
   *
   * @param groups the compiled groups; the load balancer's group has the allowed clients
   */
  static List<ListenerPlan> of(ClusterPlan cluster, List<SecurityGroupPlan> groups) {
    if (!(cluster.endpoint() instanceof EndpointPlan.Octavia)) {
      return List.of();
    }
    List<SecurityRule> rules =
        groups.stream()
            .filter(group -> group.role() == ServerRole.LOAD_BALANCER)
            .flatMap(group -> group.rules().stream())
            .filter(rule -> rule.direction() == Direction.INGRESS)
            .toList();
    return forwarded(cluster).stream().map(traffic -> listener(cluster, traffic, rules)).toList();
  }

  /** Returns what an endpoint forwards to the control plane. */
  static List<Traffic> forwarded(ClusterPlan cluster) {
    return cluster.hasAuditStore()
        ? List.of(Traffic.KUBERNETES_API, Traffic.TALOS_API, Traffic.AUDIT_STORE)
        : List.of(Traffic.KUBERNETES_API, Traffic.TALOS_API);
  }

  private static ListenerPlan listener(
      ClusterPlan cluster, Traffic traffic, List<SecurityRule> rules) {
    List<IpPrefix> allowed =
        rules.stream()
            .filter(rule -> rule.traffic().covers(traffic))
            .flatMap(rule -> RemoteAddresses.of(cluster, rule.remote()))
            .distinct()
            .sorted(Comparator.comparing(prefix -> prefix.address(0)))
            .toList();
    return new ListenerPlan(Objects.requireNonNull(NAMES.get(traffic)), traffic, allowed);
  }
}
