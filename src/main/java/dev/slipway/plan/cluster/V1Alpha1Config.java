package dev.slipway.plan.cluster;

import dev.slipway.document.Json;
import dev.slipway.plan.identity.ApiServerAuthentication;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.HttpsUrl;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Machine config before Talos 1.14: one document without a kind has all settings. */
final class V1Alpha1Config {
  /** Talos only writes files below /var. */
  private static final String AUTHENTICATION_FOLDER = "/var/etc/kubernetes-authentication";

  private static final String MOUNTED_FOLDER = "/etc/kubernetes/authentication";
  private static final String AUTHENTICATION_FILE = "authentication.json";

  /** Octal 644: the API server, which is not root, can read it. */
  private static final int READABLE = 0b110_100_100;

  private final ClusterPlan cluster;
  private final ServerPlan node;

  private V1Alpha1Config(ClusterPlan cluster, ServerPlan node) {
    this.cluster = cluster;
    this.node = node;
  }

  static Map<String, Object> document(ClusterPlan cluster, ServerPlan node) {
    V1Alpha1Config config = new V1Alpha1Config(cluster, node);
    return Map.of("machine", config.machine(), "cluster", config.shared());
  }

  private Map<String, Object> machine() {
    Map<String, Object> machine = new TreeMap<>();
    machine.put("certSANs", NodeSettings.certificateNames(cluster));
    machine.put("time", Map.of("servers", NodeSettings.texts(cluster.network().ntpServers())));
    machine.put("nodeLabels", NodeSettings.labels(node));
    machine.put("nodeTaints", NodeSettings.taints(node));
    machine.put("network", network());
    machine.put("kubelet", kubelet());
    machine.put("registries", Map.of("mirrors", mirrors()));
    machine.put(
        "features", Map.of("kubePrism", Map.of("enabled", true, "port", NodeSettings.KUBE_PRISM)));
    if (isControlPlane()) {
      machine.put("files", List.of(authentication()));
    }
    return machine;
  }

  private Map<String, Object> shared() {
    Map<String, Object> shared = new TreeMap<>();
    shared.put(
        "network",
        Map.of(
            "cni", Map.of("name", "none"),
            "podSubnets", List.of(cluster.network().podCidr().toString()),
            "serviceSubnets", List.of(cluster.network().serviceCidr().toString())));
    // It would send addresses of the nodes to a third-party service.
    shared.put("discovery", Map.of("enabled", false));
    if (isControlPlane()) {
      shared.put("proxy", Map.of("disabled", true));
      shared.put("apiServer", apiServer());
      shared.put(
          "controllerManager", Map.of("extraArgs", ApiServerSettings.CONTROLLER_MANAGER_ARGUMENTS));
      shared.put("etcd", Map.of("advertisedSubnets", NodeSettings.ownPrefixes(cluster)));
    }
    return shared;
  }

  private boolean isControlPlane() {
    return node.role() == ServerRole.CONTROL_PLANE;
  }

  private Map<String, Object> network() {
    Map<String, Object> network = new TreeMap<>();
    network.put("nameservers", NodeSettings.texts(cluster.network().dnsServers()));
    if (!cluster.talos().hasHostnameDocument()) {
      network.put("hostname", node.name());
    }
    return network;
  }

  private Map<String, Object> kubelet() {
    Map<String, Object> kubelet = new TreeMap<>();
    kubelet.put("extraArgs", NodeSettings.KUBELET_ARGUMENTS);
    kubelet.put("nodeIP", Map.of("validSubnets", NodeSettings.ownPrefixes(cluster)));
    Map<String, Object> configuration = NodeSettings.kubeletConfiguration();
    List<Map<String, String>> taints = NodeSettings.taintFields(node);
    if (!taints.isEmpty()) {
      // Before 1.14 Talos adds a worker's taints after its Node, and NodeRestriction refuses that.
      configuration.put("registerWithTaints", taints);
    }
    kubelet.put("extraConfig", configuration);
    return kubelet;
  }

  private Map<String, Object> mirrors() {
    Map<String, Object> mirrors = new TreeMap<>();
    NodeSettings.mirrors(cluster)
        .forEach((registry, mirror) -> mirrors.put(registry, mirror(mirror)));
    return mirrors;
  }

  private static Map<String, Object> mirror(HttpsUrl mirror) {
    List<String> endpoints = List.of(mirror.toString());
    return mirror.hasPath()
        ? Map.of("endpoints", endpoints, "overridePath", true)
        : Map.of("endpoints", endpoints);
  }

  private Map<String, Object> authentication() {
    return Map.of(
        "path",
        AUTHENTICATION_FOLDER + "/" + AUTHENTICATION_FILE,
        "op",
        "create",
        "permissions",
        READABLE,
        "content",
        Json.write(ApiServerAuthentication.document(cluster)));
  }

  private Map<String, Object> apiServer() {
    Map<String, Object> volume =
        Map.of(
            "hostPath", AUTHENTICATION_FOLDER,
            "mountPath", MOUNTED_FOLDER,
            "readonly", true);
    return Map.of(
        "certSANs",
        NodeSettings.certificateNames(cluster),
        "extraArgs",
        arguments(),
        "extraVolumes",
        List.of(volume),
        "auditPolicy",
        ApiServerSettings.auditPolicy(),
        "admissionControl",
        admissionControl());
  }

  private static List<Map<String, Object>> admissionControl() {
    return ApiServerSettings.admission().entrySet().stream()
        .map(
            plugin ->
                Map.<String, Object>of("name", plugin.getKey(), "configuration", plugin.getValue()))
        .toList();
  }

  private Map<String, String> arguments() {
    Map<String, String> arguments = new TreeMap<>(ApiServerSettings.arguments(cluster));
    // Talos always sets this flag, so kube-apiserver refuses `anonymous` with paths in the file.
    arguments.put("anonymous-auth", String.valueOf(ApiServerSettings.publishesKeys(cluster)));
    // TLS 1.3 only has AES-GCM and ChaCha20-Poly1305. Later Talos versions set this.
    arguments.put("tls-min-version", "VersionTLS13");
    arguments.put("authentication-config", MOUNTED_FOLDER + "/" + AUTHENTICATION_FILE);
    return arguments;
  }
}
