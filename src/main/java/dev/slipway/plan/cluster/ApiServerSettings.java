package dev.slipway.plan.cluster;

import java.util.List;
import java.util.Map;

/** Settings of every API server, for all versions of Talos. */
final class ApiServerSettings {
  /** Path at which Talos puts the CA of the kubelets' certificates. */
  private static final String KUBELETS_AUTHORITY =
      "/system/secrets/kubernetes/kube-apiserver/ca.crt";

  static final Map<String, String> ARGUMENTS =
      Map.of(
          // Without it, the API server accepts any certificate from a kubelet.
          "kubelet-certificate-authority",
          KUBELETS_AUTHORITY,
          // Without it, the author of a Service receives what pods send to any address that it
          // names, such as the API of another cluster. Talos adds it to its own plugins.
          "enable-admission-plugins",
          "DenyServiceExternalIPs");

  private ApiServerSettings() {}

  /** Returns the audit policy: metadata of every request, without contents, which have secrets. */
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
  static Map<String, Object> podSecurity() {
    return Map.of(
        "apiVersion",
        "pod-security.admission.config.k8s.io/v1alpha1",
        "kind",
        "PodSecurityConfiguration",
        "defaults",
        Map.of("enforce", "restricted", "enforce-version", "latest"));
  }
}
