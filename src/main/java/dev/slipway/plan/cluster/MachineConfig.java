package dev.slipway.plan.cluster;

import dev.slipway.document.Json;
import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.identity.ApiServerAuthentication;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
  public static List<Map<String, Object>> patches(ClusterPlan cluster, NodePlan node) {
    return List.of(main(cluster, node), hostname(node));
  }

  /** The one document without a kind: talosctl takes it only once. */
  private static Map<String, Object> main(ClusterPlan cluster, NodePlan node) {
    Map<String, Object> machine = new TreeMap<>();
    machine.put("certSANs", names(cluster));
    machine.put("time", Map.of("servers", List.of("time.cloudflare.com")));
    machine.put("nodeLabels", Map.of("slipway.dev/pool", node.pool()));
    if (node.role() != NodeRole.CONTROL_PLANE) {
      return Map.of("machine", machine);
    }
    machine.put("files", List.of(authentication(cluster)));
    return Map.of("machine", machine, "cluster", Map.of("apiServer", apiServer(cluster)));
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
    return List.of(
        endpoint.address().toString(),
        endpoint.floatingAddress().toString(),
        endpoint.dnsName().toString());
  }
}
