package dev.slipway.plan.cluster;

import static dev.slipway.plan.cluster.MachineConfigPatches.document;

import dev.slipway.plan.identity.ApiServerAuthentication;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.NetworkPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.HttpsUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Machine config since Talos 1.14: one document for each kind of setting. Source: {@code
 * config/types} of Talos' machinery.
 */
final class MultiDocConfig {
  private static final String DELETE = "$patch";

  private final ClusterPlan cluster;
  private final ServerPlan node;
  private final List<Map<String, Object>> documents = new ArrayList<>();

  private MultiDocConfig(ClusterPlan cluster, ServerPlan node) {
    this.cluster = cluster;
    this.node = node;
  }

  static List<Map<String, Object>> documents(ClusterPlan cluster, ServerPlan node) {
    MultiDocConfig config = new MultiDocConfig(cluster, node);
    config.machine();
    config.kubernetes();
    if (config.isControlPlane()) {
      config.controlPlane();
      config.apiServer();
    }
    return config.documents;
  }

  private void add(String kind, Map<String, ?> fields) {
    documents.add(document(kind, fields));
  }

  private void machine() {
    documents.add(withoutKind());
    NetworkPlan network = cluster.network();
    add(
        "TimeSyncConfig",
        Map.of("ntp", Map.of("servers", NodeSettings.texts(network.ntpServers()))));
    List<Map<String, String>> resolvers =
        network.dnsServers().stream()
            .map(resolver -> Map.of("address", resolver.toString()))
            .toList();
    add("ResolverConfig", Map.of("nameservers", resolvers));
    NodeSettings.mirrors(cluster)
        .forEach(
            (registry, mirror) ->
                add(
                    "RegistryMirrorConfig",
                    Map.of("name", registry, "endpoints", List.of(endpoint(mirror)))));
    // It would send addresses of the nodes to a third-party service.
    add("DiscoveryServiceConfig", Map.of("name", "default", DELETE, "delete"));
  }

  private static Map<String, Object> endpoint(HttpsUrl mirror) {
    String url = mirror.toString();
    return mirror.hasPath() ? Map.of("url", url, "overridePath", true) : Map.of("url", url);
  }

  private Map<String, Object> withoutKind() {
    Map<String, Object> document = new TreeMap<>();
    document.put("machine", Map.of("certSANs", NodeSettings.certificateNames(cluster)));
    if (isControlPlane()) {
      List<String> prefixes = NodeSettings.ownPrefixes(cluster);
      document.put("cluster", Map.of("etcd", Map.of("advertisedSubnets", prefixes)));
    }
    return document;
  }

  private boolean isControlPlane() {
    return node.role() == ServerRole.CONTROL_PLANE;
  }

  private void kubernetes() {
    add("KubePrismConfig", Map.of("port", NodeSettings.KUBE_PRISM));
    add(
        "KubeNodeConfig",
        Map.of(
            "labels", NodeSettings.labels(node),
            "taints", NodeSettings.taints(node),
            "nodeIP", Map.of("validSubnets", NodeSettings.ownPrefixes(cluster))));
    add(
        "KubeletConfig",
        Map.of(
            "extraArgs",
            NodeSettings.KUBELET_ARGUMENTS,
            "config",
            NodeSettings.kubeletConfiguration()));
    add(
        "KubeNetworkConfig",
        Map.of(
            "podSubnets", List.of(cluster.network().podCidr().toString()),
            "serviceSubnets", List.of(cluster.network().serviceCidr().toString())));
  }

  private void controlPlane() {
    add("KubeFlannelCNIConfig", Map.of(DELETE, "delete"));
    add("KubeProxyConfig", Map.of("enabled", false));
    add(
        "KubeControllerManagerConfig",
        Map.of("extraArgs", ApiServerSettings.CONTROLLER_MANAGER_ARGUMENTS));
  }

  private void apiServer() {
    Map<String, Object> authentication = new TreeMap<>(ApiServerAuthentication.document(cluster));
    authentication.put("anonymous", ApiServerSettings.anonymous(cluster));
    add("KubeAuthenticationConfig", Map.of("configuration", authentication));
    add("KubeAuditPolicyConfig", Map.of("configuration", ApiServerSettings.auditPolicy()));
    ApiServerSettings.admission()
        .forEach(
            (name, configuration) ->
                add(
                    "KubeAdmissionControlConfig",
                    Map.of("name", name, "configuration", configuration)));
    add(
        "KubeAPIServerConfig",
        Map.of(
            "certExtraSANs",
            NodeSettings.certificateNames(cluster),
            "extraArgs",
            ApiServerSettings.arguments(cluster),
            // The kubelet probes without credentials, and anonymous requests are rejected.
            "startupProbes",
            false));
  }
}
