package dev.slipway.lab.versions;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Protocol;
import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Documents with every setting that a patch may have, for each version of Talos. */
final class EveryPatch {
  /** Parts of a config with them. */
  static final List<String> PARTS =
      List.of(
          "vm.max_map_count: \"262144\"",
          "nvme_tcp",
          "example.net/row: r1",
          "maxPods: 200",
          "containerLogMaxSize: 20Mi",
          "tcp://192.0.2.9:6514");

  private static final Map<String, Object> SYSCTLS = Map.of("vm.max_map_count", "262144");
  private static final Map<String, Object> LABELS = Map.of("example.net/row", "r1");
  private static final Map<String, Object> KUBELET =
      Map.of(
          "maxPods",
          200,
          "containerLogMaxFiles",
          3,
          "containerLogMaxSize",
          "20Mi",
          "imageMaximumGCAge",
          "720h");
  private static final Map<String, Object> LOGS =
      Map.of(
          "destinations",
          List.of(
              Map.of(
                  "endpoint",
                  "tcp://192.0.2.9:6514",
                  "format",
                  "json_lines",
                  "extraTags",
                  Map.of("fleet", "own"))));

  private EveryPatch() {}

  static List<Connection> connections(List<ClusterPlan> clusters) {
    Peer host = new Peer.External(Peer.Kind.OTHER, IpPrefix.parse("192.0.2.9/32"));
    Traffic traffic = new Traffic("logs", Protocol.TCP, 6514, 6514);
    List<Connection> all = new ArrayList<>();
    for (ClusterPlan cluster : clusters) {
      cluster.nodes().stream()
          .map(ServerPlan::role)
          .distinct()
          .forEach(
              role ->
                  all.add(
                      new Connection(
                          new Peer.Group(cluster, role), host, traffic, "logs of nodes")));
    }
    return all;
  }

  static List<Map<String, Object>> documents(ClusterPlan cluster, ServerPlan node) {
    return cluster.talos().hasKubernetesDocuments() ? documents() : List.of(document());
  }

  private static Map<String, Object> document() {
    return Map.of(
        "machine",
        Map.of(
            "sysctls", SYSCTLS,
            "nodeLabels", LABELS,
            "kernel", Map.of("modules", List.of(Map.of("name", "nvme_tcp"))),
            "kubelet", Map.of("extraConfig", KUBELET),
            "logging", LOGS));
  }

  private static List<Map<String, Object>> documents() {
    return List.of(
        Map.of("machine", Map.of("logging", LOGS)),
        of("SysctlConfig", "params", SYSCTLS),
        of("KernelModuleConfig", "name", "nvme_tcp"),
        of("KubeNodeConfig", "labels", LABELS),
        of("KubeletConfig", "config", KUBELET));
  }

  private static Map<String, Object> of(String kind, String key, Object value) {
    return new TreeMap<>(Map.of("apiVersion", "v1alpha1", "kind", kind, key, value));
  }
}
