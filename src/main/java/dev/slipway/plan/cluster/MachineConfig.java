package dev.slipway.plan.cluster;

import dev.slipway.document.Json;
import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.identity.ApiServerAuthentication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    List<Map<String, Object>> patches = new ArrayList<>();
    patches.add(everyMachine(cluster, node));
    if (node.role() == NodeRole.CONTROL_PLANE) {
      patches.add(controlPlane(cluster));
    }
    patches.add(hostname(node));
    return patches;
  }

  private static Map<String, Object> everyMachine(ClusterPlan cluster, NodePlan node) {
    Map<String, Object> machine =
        Map.of(
            "certSANs", names(cluster),
            "time", Map.of("servers", List.of("time.cloudflare.com")),
            "nodeLabels", Map.of("slipway.dev/pool", node.pool()));
    return Map.of("machine", machine);
  }

  private static Map<String, Object> controlPlane(ClusterPlan cluster) {
    String document = Json.write(ApiServerAuthentication.document(cluster.identity()));
    Map<String, Object> file =
        Map.of(
            "path",
            AUTHENTICATION_FOLDER + "/" + AUTHENTICATION_FILE,
            "op",
            "create",
            "permissions",
            READABLE,
            "content",
            document);
    return Map.of(
        "machine", Map.of("files", List.of(file)),
        "cluster", Map.of("apiServer", apiServer(cluster)));
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
