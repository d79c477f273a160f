package dev.slipway.plan.cluster;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Approves what kubelets ask for their server certificates, which Kubernetes itself leaves to
 * others; it looks whether the request is of the node that it names. Source: alex1989hu's
 * kubelet-serving-cert-approver, which Talos' documentation names.
 */
final class CertificateApprover {
  static final String NAME = "kubelet-serving-cert-approver";

  private static final String IMAGE = "ghcr.io/alex1989hu/kubelet-serving-cert-approver:0.9.1";
  private static final String NAMESPACE = "kube-system";
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/name", NAME);

  /** Of the image. */
  private static final int NOBODY = 65_534;

  private CertificateApprover() {}

  static List<Map<String, Object>> objects() {
    return List.of(
        object("v1", "ServiceAccount", Map.of()),
        object(
            RBAC + "/v1",
            "ClusterRole",
            Map.of(
                "rules",
                List.of(
                    grant(
                        "certificates.k8s.io",
                        "certificatesigningrequests",
                        "get",
                        "list",
                        "watch"),
                    grant("certificates.k8s.io", "certificatesigningrequests/approval", "update"),
                    grant("authorization.k8s.io", "subjectaccessreviews", "create"),
                    signer()))),
        object(RBAC + "/v1", "ClusterRoleBinding", binding("ClusterRole")),
        object(
            RBAC + "/v1",
            "Role",
            Map.of(
                "rules",
                List.of(
                    grant("coordination.k8s.io", "leases", "create", "get", "update"),
                    grant("", "events", "create", "patch")))),
        object(RBAC + "/v1", "RoleBinding", binding("Role")),
        object("apps/v1", "Deployment", Map.of("spec", deployment())));
  }

  private static Map<String, Object> object(String version, String kind, Map<String, Object> rest) {
    Map<String, Object> object = new TreeMap<>(rest);
    object.put("apiVersion", version);
    object.put("kind", kind);
    object.put("metadata", Map.of("name", NAME, "namespace", NAMESPACE, "labels", LABELS));
    if (kind.startsWith("Cluster")) {
      object.put("metadata", Map.of("name", NAME, "labels", LABELS));
    }
    return object;
  }

  private static Map<String, Object> grant(String group, String resource, String... verbs) {
    return Map.of(
        "apiGroups", List.of(group),
        "resources", List.of(resource),
        "verbs", List.of(verbs));
  }

  /** Kubelets' server certificates and no others. */
  private static Map<String, Object> signer() {
    return Map.of(
        "apiGroups", List.of("certificates.k8s.io"),
        "resources", List.of("signers"),
        "resourceNames", List.of("kubernetes.io/kubelet-serving"),
        "verbs", List.of("approve"));
  }

  private static Map<String, Object> binding(String role) {
    return Map.of(
        "roleRef", Map.of("apiGroup", RBAC, "kind", role, "name", NAME),
        "subjects",
            List.of(Map.of("kind", "ServiceAccount", "name", NAME, "namespace", NAMESPACE)));
  }

  private static Map<String, Object> deployment() {
    return Map.of(
        "replicas", 2,
        "selector", Map.of("matchLabels", LABELS),
        "template", Map.of("metadata", Map.of("labels", LABELS), "spec", pod()));
  }

  private static Map<String, Object> pod() {
    return Map.of(
        "serviceAccountName", NAME,
        "priorityClassName", "system-cluster-critical",
        // Its first request is that of the only node there is.
        "tolerations",
            List.of(
                Map.of(
                    "key", "node-role.kubernetes.io/control-plane",
                    "operator", "Exists",
                    "effect", "NoSchedule")),
        "securityContext",
            Map.of(
                "runAsNonRoot",
                true,
                "runAsUser",
                NOBODY,
                "runAsGroup",
                NOBODY,
                "seccompProfile",
                Map.of("type", "RuntimeDefault")),
        "containers", List.of(container()));
  }

  private static Map<String, Object> container() {
    return Map.of(
        "name",
        "approver",
        "image",
        IMAGE,
        "args",
        List.of("serve", "--enable-leader-election"),
        "env",
        List.of(Map.of("name", "NAMESPACE", "value", NAMESPACE)),
        "resources",
        Map.of(
            "requests", Map.of("cpu", "10m", "memory", "32Mi"),
            "limits", Map.of("memory", "64Mi")),
        "securityContext",
        Map.of(
            "allowPrivilegeEscalation",
            false,
            "readOnlyRootFilesystem",
            true,
            "capabilities",
            Map.of("drop", List.of("ALL"))));
  }
}
