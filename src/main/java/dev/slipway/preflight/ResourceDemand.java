package dev.slipway.preflight;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.PoolPlan.BootVolume;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The resources of one cluster that count against quotas. */
final class ResourceDemand {
  private final ClusterPlan plan;

  ResourceDemand(ClusterPlan plan) {
    this.plan = plan;
  }

  /** Returns the number of servers by flavor. */
  Map<String, Integer> flavors() {
    Map<String, Integer> flavors = new TreeMap<>();
    servers().forEach(server -> flavors.merge(server.pool().flavor(), 1, Integer::sum));
    return flavors;
  }

  /** Returns the number of anti-affinity groups. */
  int serverGroups() {
    return groups().size();
  }

  /** Returns the number of servers in the largest anti-affinity group. */
  int serverGroupMembers() {
    return groups().values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** Returns the number of boot volumes. */
  int volumes() {
    return (int) bootVolumes().count();
  }

  /** Returns the size of all boot volumes in GiB. */
  int volumeGibibytes() {
    return bootVolumes().mapToInt(BootVolume::size).sum();
  }

  private Map<String, Integer> groups() {
    Map<String, Integer> groups = new TreeMap<>();
    servers()
        .flatMap(server -> server.serverGroup().stream())
        .forEach(group -> groups.merge(group, 1, Integer::sum));
    return groups;
  }

  private Stream<BootVolume> bootVolumes() {
    return servers().flatMap(server -> server.pool().bootVolume().stream());
  }

  /** Returns counts by the resource names of Neutron's quota. */
  Map<String, Integer> neutron() {
    List<SecurityGroupPlan> groups = plan.securityGroups();
    int rules = groups.stream().mapToInt(group -> group.rules().size()).sum();
    Map<String, Integer> demand = new TreeMap<>();
    // The default security group and its rules count too.
    demand.put("security_group", groups.size() + 1);
    demand.put("security_group_rule", rules + 4);
    demand.put("port", (int) servers().count() + plan.endpoint().extraPorts());
    if (!plan.network().isShared()) {
      List.of("network", "subnet", "router", "floatingip").forEach(one -> demand.put(one, 1));
    }
    return demand;
  }

  /** Returns counts by the resource names of Octavia's quota. */
  Map<String, Integer> octavia() {
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
