package dev.slipway.plan.cluster;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.value.HttpsUrl;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Settings of every node of a cluster, for all versions of Talos. */
final class NodeSettings {
  /** Port at localhost by which each node reaches the API servers; also in cilium/values.yaml. */
  static final int KUBE_PRISM = 7445;

  /**
   * The cluster's CA signs and renews the kubelet's certificate, which is otherwise self-signed.
   * {@link KubeletCsrApprover} approves the requests. Source: Talos documentation, "Deploying
   * Metrics Server".
   */
  static final Map<String, String> KUBELET_ARGUMENTS = Map.of("rotate-server-certificates", "true");

  /** Processes of one pod; without a limit, one pod uses up those of the node. */
  private static final int MOST_PROCESSES = 4096;

  private NodeSettings() {}

  /** Returns fields of the kubelet's configuration. */
  static Map<String, Object> kubeletConfiguration() {
    return new TreeMap<>(Map.of("podPidsLimit", MOST_PROCESSES));
  }

  /** Returns the SANs of the certificates of the Talos API and the API server. */
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

  /** Returns the taints as the kubelet's configuration has them. */
  static List<Map<String, String>> taintFields(ServerPlan node) {
    return node.pool().taints().stream()
        .map(one -> Map.of("key", one.key(), "value", one.value(), "effect", one.effect()))
        .toList();
  }

  /** Returns the mirrors by registry. */
  static Map<String, HttpsUrl> mirrors(ClusterPlan cluster) {
    Map<String, HttpsUrl> mirrors = new TreeMap<>();
    cluster
        .registryMirrors()
        .forEach((registry, mirror) -> mirrors.put(registry.toString(), mirror));
    return mirrors;
  }

  /**
   * Returns the CIDR of the nodes' addresses; none if no selection is needed. On a shared network a
   * node also has addresses that are not in the plan; nodes must not announce those to each other.
   * Source: Talos documentation, "Multihoming".
   */
  static List<String> ownPrefixes(ClusterPlan cluster) {
    return cluster.network().isShared() ? List.of(cluster.network().cidr().toString()) : List.of();
  }

  static List<String> texts(List<?> values) {
    return values.stream().map(Object::toString).toList();
  }
}
