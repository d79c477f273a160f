package dev.slipway.plan.cluster;

import dev.slipway.document.Json;
import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.identity.ApiServerAuthentication;
import dev.slipway.plan.security.SecurityRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a machine config says beyond what {@code talosctl gen config} writes by itself: documents
 * for a strategic merge, in order.
 */
public final class MachineConfig {
  /** Talos writes files below /var only. */
  private static final String AUTHENTICATION_FOLDER = "/var/etc/kubernetes-authentication";

  private static final String MOUNTED_FOLDER = "/etc/kubernetes/authentication";
  private static final String AUTHENTICATION_FILE = "authentication.json";

  /** Readable by the API server, which is not root. Octal 644. */
  private static final int READABLE = 0b110_100_100;

  private MachineConfig() {}

  /** The patches of one node. */
  public static List<Map<String, Object>> patches(
      ClusterPlan cluster, NodePlan node, List<SecurityRule> rules) {
    List<Map<String, Object>> documents = new ArrayList<>(List.of(main(cluster, node)));
    if (cluster.talos().hasHostnameDocument()) {
      documents.add(hostname(node));
    }
    documents.addAll(IngressFirewall.documents(cluster, rules));
    return documents;
  }

  /** The one document without a kind: talosctl takes it only once. */
  private static Map<String, Object> main(ClusterPlan cluster, NodePlan node) {
    Map<String, Object> machine = new TreeMap<>();
    machine.put("certSANs", names(cluster));
    machine.put("time", Map.of("servers", texts(cluster.network().timeServers())));
    machine.put("nodeLabels", labels(node));
    machine.put("nodeTaints", taints(node));
    machine.put("network", network(cluster, node));
    machine.put("registries", Map.of("mirrors", mirrors(cluster)));
    Map<String, Object> shared = new TreeMap<>();
    shared.put(
        "network",
        Map.of(
            "podSubnets", List.of(cluster.network().pods().toString()),
            "serviceSubnets", List.of(cluster.network().services().toString())));
    if (cluster.network().isShared()) {
      machine.put("kubelet", Map.of("nodeIP", Map.of("validSubnets", servers(cluster))));
    }
    if (node.role() == NodeRole.CONTROL_PLANE) {
      machine.put("files", List.of(authentication(cluster)));
      shared.put("apiServer", apiServer(cluster));
      if (cluster.network().isShared()) {
        shared.put("etcd", Map.of("advertisedSubnets", servers(cluster)));
      }
    }
    return Map.of("machine", machine, "cluster", shared);
  }

  /**
   * On a shared network a node has addresses too that no plan knows; nodes must not tell each other
   * those. Source: Talos documentation, "Multihoming".
   */
  private static List<String> servers(ClusterPlan cluster) {
    return List.of(cluster.network().prefix().toString());
  }

  private static Map<String, Object> network(ClusterPlan cluster, NodePlan node) {
    Map<String, Object> network = new TreeMap<>();
    network.put("nameservers", texts(cluster.network().resolvers()));
    if (!cluster.talos().hasHostnameDocument()) {
      network.put("hostname", node.name());
    }
    return network;
  }

  private static Map<String, String> labels(NodePlan node) {
    Map<String, String> labels = new TreeMap<>(Map.of("slipway.dev/pool", node.pool().name()));
    node.pool().labels().forEach(label -> labels.put(label.key(), label.value()));
    return labels;
  }

  private static Map<String, String> taints(NodePlan node) {
    Map<String, String> taints = new TreeMap<>();
    node.pool()
        .taints()
        .forEach(taint -> taints.put(taint.key(), taint.value() + ":" + taint.effect()));
    return taints;
  }

  private static Map<String, Object> mirrors(ClusterPlan cluster) {
    Map<String, Object> mirrors = new TreeMap<>();
    cluster
        .registryMirrors()
        .forEach(
            (registry, mirror) ->
                mirrors.put(registry.toString(), Map.of("endpoints", List.of(mirror.toString()))));
    return mirrors;
  }

  private static List<String> texts(List<?> values) {
    return values.stream().map(Object::toString).toList();
  }

  private static Map<String, Object> authentication(ClusterPlan cluster) {
    return Map.of(
        "path",
        AUTHENTICATION_FOLDER + "/" + AUTHENTICATION_FILE,
        "op",
        "create",
        "permissions",
        READABLE,
        "content",
        Json.write(ApiServerAuthentication.document(cluster.identity())));
  }

  private static Map<String, Object> apiServer(ClusterPlan cluster) {
    Map<String, Object> volume =
        Map.of(
            "hostPath", AUTHENTICATION_FOLDER,
            "mountPath", MOUNTED_FOLDER,
            "readonly", true);
    return Map.of(
        "certSANs", names(cluster),
        "extraArgs", Map.of("authentication-config", MOUNTED_FOLDER + "/" + AUTHENTICATION_FILE),
        "extraVolumes", List.of(volume),
        "auditPolicy", auditPolicy());
  }

  /** Who did what to which object, without contents: contents hold secrets. */
  private static Map<String, Object> auditPolicy() {
    return Map.of(
        "apiVersion",
        "audit.k8s.io/v1",
        "kind",
        "Policy",
        "omitStages",
        List.of("RequestReceived"),
        "rules",
        List.of(Map.of("level", "Metadata")));
  }

  private static Map<String, Object> hostname(NodePlan node) {
    return Map.of(
        "apiVersion", "v1alpha1", "kind", "HostnameConfig", "hostname", node.name(), "auto", "off");
  }

  private static List<String> names(ClusterPlan cluster) {
    EndpointPlan endpoint = cluster.endpoint();
    return Stream.of(endpoint.address(), endpoint.outerAddress(), endpoint.dnsName())
        .map(Object::toString)
        .distinct()
        .toList();
  }
}
