package dev.slipway.plan.cluster;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What every node of a cluster is told, whatever Talos' version. */
final class NodeSettings {
  /** Each node's own way to the API servers, at localhost: cilium/values.yaml names it too. */
  static final int KUBE_PRISM = 7445;

  /**
   * The kubelet's certificate is signed by the cluster's authority and renewed, not self-signed:
   * {@link KubeletCsrApprover} approves the requests. Source: Talos documentation, "Deploying
   * Metrics Server".
   */
  static final Map<String, String> KUBELET_ARGUMENTS = Map.of("rotate-server-certificates", "true");

  private NodeSettings() {}

  /** Names and addresses on the certificates of the Talos API and of the API server. */
  static List<String> certificateNames(ClusterPlan cluster) {
    EndpointPlan endpoint = cluster.endpoint();
    return Stream.of(endpoint.address(), endpoint.externalAddress(), endpoint.dnsName())
        .map(Object::toString)
        .distinct()
        .toList();
  }

  static Map<String, String> labels(ServerPlan node) {
    Map<String, String> labels = new TreeMap<>(Map.of("slipway.dev/pool", node.pool().name()));
    node.pool().labels().forEach(label -> labels.put(label.key(), label.value()));
    return labels;
  }

  static Map<String, String> taints(ServerPlan node) {
    Map<String, String> taints = new TreeMap<>();
    node.pool()
        .taints()
        .forEach(taint -> taints.put(taint.key(), taint.value() + ":" + taint.effect()));
    return taints;
  }

  /** Where images are asked for first, by their registry. */
  static Map<String, String> mirrors(ClusterPlan cluster) {
    Map<String, String> mirrors = new TreeMap<>();
    cluster
        .registryMirrors()
        .forEach((registry, mirror) -> mirrors.put(registry.toString(), mirror.toString()));
    return mirrors;
  }

  /**
   * Where a node's own addresses are. On a shared network a node has addresses too that no plan
   * knows; nodes must not tell each other those. Source: Talos documentation, "Multihoming".
   */
  static List<String> ownPrefixes(ClusterPlan cluster) {
    return cluster.network().isShared() ? List.of(cluster.network().cidr().toString()) : List.of();
  }

  static List<String> texts(List<?> values) {
    return values.stream().map(Object::toString).toList();
  }
}
