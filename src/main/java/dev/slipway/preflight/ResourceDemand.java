package dev.slipway.preflight;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.PoolPlan;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What one cluster takes of its project. */
final class ResourceDemand {
  private final ClusterPlan plan;

  ResourceDemand(ClusterPlan plan) {
    this.plan = plan;
  }

  /** Names of flavors, each with the number of servers that have it. */
  Map<String, Integer> flavors() {
    Map<String, Integer> flavors = new TreeMap<>();
    servers().forEach(server -> flavors.merge(server.pool().flavor(), 1, Integer::sum));
    return flavors;
  }

  /** Names of images. */
  Set<String> images() {
    return new TreeSet<>(servers().map(ServerPlan::pool).map(PoolPlan::image).toList());
  }

  /** Counts by the names that Neutron's quota gives them. */
  Map<String, Integer> ofNeutron() {
    List<SecurityGroupPlan> groups = plan.securityGroups();
    int rules = groups.stream().mapToInt(group -> group.rules().size()).sum();
    Map<String, Integer> needs = new TreeMap<>();
    // Neutron's own default group and its rules count too.
    needs.put("security_group", groups.size() + 1);
    needs.put("security_group_rule", rules + 4);
    needs.put("port", (int) servers().count() + plan.endpoint().extraPorts());
    if (!plan.network().isShared()) {
      List.of("network", "subnet", "router", "floatingip").forEach(one -> needs.put(one, 1));
    }
    return needs;
  }

  /** Counts by the names that Octavia's quota gives them. */
  Map<String, Integer> ofOctavia() {
    int listeners = plan.listeners().size();
    return Map.of(
        "loadbalancer", 1,
        "listener", listeners,
        "pool", listeners,
        "healthmonitor", listeners,
        "member", listeners * plan.controlPlane().size());
  }

  private Stream<ServerPlan> servers() {
    return plan.servers().stream();
  }
}
