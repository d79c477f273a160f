package dev.slipway.plan.security;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Traffic;
import java.util.Comparator;
import java.util.List;

/**
 * A port at which Octavia's load balancer listens, and passes on to the same port of each control
 * plane node.
 *
 * @param name {@code kubernetes} or {@code talos}
 * @param allowed who may connect, canonical; empty where the control plane's own group decides,
 *     since it sees the client
 */
public record ListenerPlan(String name, Traffic traffic, List<IpPrefix> allowed) {
  private static final List<Traffic> TRAFFIC = List.of(Traffic.KUBERNETES_API, Traffic.TALOS_API);

  /** How many a load balancer has. */
  public static final int COUNT = TRAFFIC.size();

  /** Copies the list. */
  public ListenerPlan {
    allowed = List.copyOf(allowed);
  }

  /** Those of a cluster, of whose groups one may be an amphora's. */
  public static List<ListenerPlan> of(ClusterPlan cluster, List<SecurityGroupPlan> groups) {
    if (cluster.endpoint().octavia().isEmpty()) {
      return List.of();
    }
    List<SecurityRule> rules =
        groups.stream()
            .filter(group -> group.role() == ServerRole.LOAD_BALANCER)
            .flatMap(group -> group.rules().stream())
            .filter(rule -> rule.direction() == Direction.INGRESS)
            .toList();
    return TRAFFIC.stream().map(traffic -> listener(cluster, traffic, rules)).toList();
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
    String name = traffic.equals(Traffic.TALOS_API) ? "talos" : "kubernetes";
    return new ListenerPlan(name, traffic, allowed);
  }
}
