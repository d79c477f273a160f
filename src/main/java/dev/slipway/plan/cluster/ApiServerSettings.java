package dev.slipway.plan.cluster;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.TrustedIssuer;
import dev.slipway.value.StackKind;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Settings of every API server and controller manager, for all versions of Talos. */
final class ApiServerSettings {
  /** Path at which Talos puts the CA of the kubelets' certificates. */
  private static final String KUBELETS_AUTHORITY =
      "/system/secrets/kubernetes/kube-apiserver/ca.crt";

  /** The namespaces and users whose events are counted; beyond it the least recent is dropped. */
  private static final int COUNTED = 2000;

  private static final Map<String, String> ARGUMENTS =
      Map.of(
          // Without it, the API server accepts any certificate from a kubelet.
          "kubelet-certificate-authority",
          KUBELETS_AUTHORITY,
          // Without the first, the author of a Service receives what pods send to any address that
          // it names, such as the API of another cluster. Talos adds both to its own plugins.
          "enable-admission-plugins",
          "DenyServiceExternalIPs,EventRateLimit",
          // Without it, whoever may request tokens of a service account gets one of ten years.
          "service-account-max-token-expiration",
          "24h",
          // Otherwise a pod's token of one hour is valid for a year, for clients that never read it
          // again.
          "service-account-extend-token-expiration",
          "false");

  /** Finished pods that are kept; the default of 12,500 keeps their records in etcd for long. */
  static final Map<String, String> CONTROLLER_MANAGER_ARGUMENTS =
      Map.of("terminated-pod-gc-threshold", "1000");

  private ApiServerSettings() {}

  /** Returns the arguments of a cluster's API servers. */
  static SortedMap<String, String> arguments(ClusterPlan cluster) {
    SortedMap<String, String> arguments = new TreeMap<>(ARGUMENTS);
    arguments.put("audit-log-maxsize", String.valueOf(cluster.auditLog().fileSize()));
    arguments.put("audit-log-maxbackup", String.valueOf(cluster.auditLog().files()));
    if (publishesKeys(cluster)) {
      // The default is the address of one API server in the cluster's own network.
      arguments.put(
          "service-account-jwks-uri", cluster.endpoint().externalUrl() + TrustedIssuer.KEYS_PATH);
    }
    return arguments;
  }

  /** Whether other clusters read the public keys of service account tokens; docs/adr/0030. */
  static boolean publishesKeys(ClusterPlan cluster) {
    return cluster.kind() == StackKind.OPS_CLUSTER;
  }

  /** Returns who may send requests without a credential: others, for the keys alone. */
  static Map<String, Object> anonymous(ClusterPlan cluster) {
    return publishesKeys(cluster)
        ? Map.of(
            "enabled",
            true,
            "conditions",
            List.of(
                Map.of("path", TrustedIssuer.DISCOVERY_PATH),
                Map.of("path", TrustedIssuer.KEYS_PATH)))
        : Map.of("enabled", false);
  }

  /**
   * Returns the audit policy: metadata of every request, without contents, which have secrets. The
   * first rule that matches a request decides, so there is one, and it matches all: a rule before
   * it would be a gap, for example for a user or a path that it names. Heartbeats, which prove that
   * nothing is missing, are requests too. The stage RequestReceived is left out, because each
   * request has an event of a later stage.
   */
  static Map<String, Object> auditPolicy() {
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

  /**
   * Returns the pod security defaults: without labels on its namespace, a pod must match the
   * restricted profile. Talos exempts kube-system; a list of exemptions here would be added to that
   * one.
   */
  private static Map<String, Object> podSecurity() {
    return Map.of(
        "apiVersion",
        "pod-security.admission.config.k8s.io/v1alpha1",
        "kind",
        "PodSecurityConfiguration",
        "defaults",
        Map.of("enforce", "restricted", "enforce-version", "latest"));
  }

  /** Returns the admission plugins that have a configuration, by name. */
  static SortedMap<String, Map<String, Object>> admission() {
    return new TreeMap<>(Map.of("EventRateLimit", eventRateLimit(), "PodSecurity", podSecurity()));
  }

  /**
   * Returns limits of the events that one namespace and one user may create per second, so that a
   * pod which fails again and again does not fill etcd. A component that is refused drops the
   * event. A node is a user.
   */
  private static Map<String, Object> eventRateLimit() {
    return Map.of(
        "apiVersion",
        "eventratelimit.admission.k8s.io/v1alpha1",
        "kind",
        "Configuration",
        "limits",
        List.of(limit("Namespace", 50, 500), limit("User", 20, 200)));
  }

  private static Map<String, Object> limit(String type, int perSecond, int burst) {
    return Map.of("type", type, "qps", perSecond, "burst", burst, "cacheSize", COUNTED);
  }
}
