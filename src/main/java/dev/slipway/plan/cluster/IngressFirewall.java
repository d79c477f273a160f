package dev.slipway.plan.cluster;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.plan.security.RemoteAddresses;
import dev.slipway.value.IpPrefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Talos' ingress firewall, with the ingress rules of the node's security group: it protects a node
 * even if its port is in a wrong group. A remote group becomes all addresses reserved for its
 * members. ICMP has no rules: Talos allows it with a rate limit. Source: Talos documentation,
 * "Ingress Firewall".
 */
final class IngressFirewall {
  private IngressFirewall() {}

  /** Returns the documents of a node of that role. */
  static List<Map<String, Object>> documents(ClusterPlan cluster, ServerRole role) {
    List<Map<String, Object>> documents = new ArrayList<>();
    documents.add(
        MachineConfigPatches.document("NetworkDefaultActionConfig", Map.of("ingress", "block")));
    Map<String, List<SecurityRule>> byTraffic = new TreeMap<>();
    cluster.rules(role).stream()
        .filter(rule -> rule.direction() == Direction.INGRESS)
        // ICMP has no ports to select; Talos itself allows five packets per second.
        .filter(rule -> rule.traffic().protocol().hasPorts())
        .forEach(
            rule -> byTraffic.computeIfAbsent(name(rule), name -> new ArrayList<>()).add(rule));
    byTraffic.forEach((name, same) -> documents.add(rule(cluster, name, same)));
    return documents;
  }

  private static Map<String, Object> rule(
      ClusterPlan cluster, String name, List<SecurityRule> same) {
    SecurityRule one = same.get(0);
    List<Map<String, String>> subnets =
        same.stream()
            // Reserved addresses: one more worker must not change this file.
            .flatMap(rule -> RemoteAddresses.of(cluster, rule.remote()))
            .map(IpPrefix::toString)
            .distinct()
            .sorted(Comparator.naturalOrder())
            .map(subnet -> Map.of("subnet", subnet))
            .toList();
    return MachineConfigPatches.document(
        "NetworkRuleConfig",
        Map.of(
            "name", name,
            "portSelector",
                Map.of(
                    "ports", List.of(ports(one)),
                    "protocol", one.traffic().protocol().text()),
            "ingress", subnets));
  }

  private static String name(SecurityRule rule) {
    return rule.traffic().protocolAndPorts().replace(' ', '-');
  }

  private static Object ports(SecurityRule rule) {
    int first = rule.traffic().first();
    int last = rule.traffic().last();
    return first == last ? (Object) first : first + "-" + last;
  }
}
