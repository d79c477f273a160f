package dev.slipway.preflight;

import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.cluster.NodePlan;
import dev.slipway.plan.cluster.PoolPlan;
import dev.slipway.plan.security.SecurityGroupPlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What one cluster takes of its project. */
final class Needs {
  private final ClusterPlan plan;
  private final List<SecurityGroupPlan> groups;

  Needs(ClusterPlan plan, List<SecurityGroupPlan> groups) {
    this.plan = plan;
    this.groups = groups;
  }

  /** Names of flavors, each with the number of servers that have it. */
  Map<String, Integer> flavors() {
    Map<String, Integer> flavors = new TreeMap<>();
    servers().forEach(server -> flavors.merge(server.pool().flavor(), 1, Integer::sum));
    return flavors;
  }

  /** Names of images. */
  Set<String> images() {
    return new TreeSet<>(servers().map(NodePlan::pool).map(PoolPlan::image).toList());
  }

  /** Counts by the names that Neutron's quota gives them. */
  Map<String, Integer> ofNeutron() {
    int rules = groups.stream().mapToInt(group -> group.rules().size()).sum();
    return new TreeMap<>(
        Map.of(
            "network", 1,
            "subnet", 1,
            "router", 1,
            "floatingip", 1,
            "port", (int) servers().count(),
            // Neutron's own default group and its rules count too.
            "security_group", groups.size() + 1,
            "security_group_rule", rules + 4));
  }

  private Stream<NodePlan> servers() {
    return plan.servers().stream();
  }
}
