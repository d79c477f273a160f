package dev.slipway.plan.gitops;

import dev.slipway.document.ClasspathFile;
import dev.slipway.plan.identity.ArgoCdTokenPolicy;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.TrustedIssuer;
import java.util.List;
import java.util.Map;

/**
 * The tokens that Argo CD's application controller presents at Management Clusters: the kubelet
 * writes one file for each cluster and renews it; docs/adr/0034. Sources: Kubernetes, "Projected
 * Volumes"; client-go, "credential plugins"; Argo CD, "Declarative Setup, Clusters".
 */
public final class ArgoCdTokens {
  private static final String FOLDER = "/var/run/secrets/slipway.dev/clusters";
  private static final String VOLUME = "slipway-clusters";

  /** The shortest life that the API server gives a token, in seconds. */
  private static final int LIFE = 600;

  private static final String SCRIPT = "/scripts/argocd-token.sh";

  private ArgoCdTokens() {}

  /**
   * Returns the fields that are added to the controller's StatefulSet of the release. Without a
   * cluster it has no field of the volume, so that the API server removes the volume.
   */
  public static Map<String, Object> statefulSet(List<ClusterPlan> managed) {
    return ArgoCdObject.of(
        "apps/v1",
        "StatefulSet",
        ArgoCdTokenPolicy.SERVICE_ACCOUNT,
        Map.of("template", Map.of("spec", pod(managed))));
  }

  /** The list of containers is merged by name, and the container has the account's name. */
  private static Map<String, Object> pod(List<ClusterPlan> managed) {
    String container = ArgoCdTokenPolicy.SERVICE_ACCOUNT;
    if (managed.isEmpty()) {
      return Map.of("containers", List.of(Map.of("name", container)));
    }
    Map<String, Object> mount = Map.of("name", VOLUME, "mountPath", FOLDER, "readOnly", true);
    List<Map<String, Object>> sources = managed.stream().map(ArgoCdTokens::source).toList();
    return Map.of(
        "containers",
        List.of(Map.of("name", container, "volumeMounts", List.of(mount))),
        "volumes",
        List.of(Map.of("name", VOLUME, "projected", Map.of("sources", sources))));
  }

  private static Map<String, Object> source(ClusterPlan cluster) {
    return Map.of(
        "serviceAccountToken",
        Map.of(
            "audience", TrustedIssuer.audience(cluster),
            "expirationSeconds", LIFE,
            "path", cluster.name().text()));
  }

  /** Returns the command by which the controller reads the token of a cluster. */
  static Map<String, Object> execProvider(ClusterPlan cluster) {
    return Map.of(
        "apiVersion",
        "client.authentication.k8s.io/v1",
        "command",
        "sh",
        "args",
        List.of("-c", ClasspathFile.text(SCRIPT), "slipway", FOLDER + "/" + cluster.name()));
  }
}
