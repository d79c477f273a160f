package dev.slipway.plan.cluster;

import java.util.List;
import java.util.Map;

/** What every API server is told, whatever Talos' version. */
final class ApiServerSettings {
  /** The authority that signs the kubelets' certificates, where Talos puts it. */
  private static final String KUBELETS_AUTHORITY =
      "/system/secrets/kubernetes/kube-apiserver/ca.crt";

  /** Without it the API server takes any certificate for a kubelet's. */
  static final Map<String, String> ARGUMENTS =
      Map.of("kubelet-certificate-authority", KUBELETS_AUTHORITY);

  private ApiServerSettings() {}

  /** Who did what to which object, without contents: contents hold secrets. */
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
   * A pod of a namespace that says nothing keeps to the restricted profile. The exemption of
   * kube-system is Talos' own; a list that stood here would be added to it.
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
