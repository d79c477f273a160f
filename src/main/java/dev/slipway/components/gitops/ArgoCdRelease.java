package dev.slipway.components.gitops;

import com.pulumi.command.local.Command;
import com.pulumi.command.local.enums.Logging;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.components.cluster.ShellScript;
import dev.slipway.config.PinnedRelease;
import dev.slipway.document.Json;
import dev.slipway.plan.gitops.ArgoCdNetworkPolicies;
import dev.slipway.plan.gitops.ArgoCdTokens;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The command that applies Argo CD's release manifest and its settings. Pulumi's state has the
 * manifest's version and digest, not its objects; docs/adr/0018.
 */
final class ArgoCdRelease {
  /** Enough for nodes that pull Argo CD's images from a slow registry. */
  private static final String TIMEOUT_SECONDS = "900";

  static final String SETTINGS = "argocd-cm";
  static final String PERMISSIONS = "argocd-rbac-cm";

  private ArgoCdRelease() {}

  /**
   * Applies the release when the resource is created, and again when its version, the settings or
   * the script change.
   *
   * @param managed the Management Clusters of the environment
   */
  static Command apply(
      String name,
      ClusterPlan plan,
      List<ClusterPlan> managed,
      Output<String> bundle,
      CustomResourceOptions.Builder options) {
    PinnedRelease release = plan.argocd().orElseThrow().release();
    return ShellScript.converge(
        name,
        List.of("access.sh", "argocd-release.sh"),
        Map.of(
            "CLUSTER", plan.name().text(),
            "SERVER", plan.endpoint().externalUrl(),
            "VERSION", release.version().toString(),
            "SHA256", release.sha256().toString(),
            "SETTINGS", settings(plan, managed),
            "TIMEOUT", TIMEOUT_SECONDS),
        bundle,
        Logging.Stderr,
        options);
  }

  /** Returns the objects and fields of this stack that the release does not have. */
  private static String settings(ClusterPlan ops, List<ClusterPlan> managed) {
    List<Map<String, Object>> objects = new ArrayList<>();
    objects.add(object("v1", "ConfigMap", SETTINGS, Map.of("data", configuration())));
    objects.add(object("v1", "ConfigMap", PERMISSIONS, Map.of("data", permissions())));
    objects.add(ArgoCdTokens.statefulSet(managed));
    objects.add(object("argoproj.io/v1alpha1", "AppProject", "default", Map.of("spec", nothing())));
    objects.addAll(ArgoCdNetworkPolicies.all(ops, managed));
    return Json.write(Map.of("apiVersion", "v1", "kind", "List", "items", objects));
  }

  private static Map<String, Object> object(
      String apiVersion, String kind, String name, Map<String, Object> fields) {
    Map<String, Object> object = new TreeMap<>(fields);
    object.put("apiVersion", apiVersion);
    object.put("kind", kind);
    object.put("metadata", Map.of("name", name, "namespace", ArgoCdPlan.NAMESPACE));
    return object;
  }

  static Map<String, String> configuration() {
    return Map.of(
        // Argo CD's API server is not installed; one that is installed by hand has no user.
        "admin.enabled", "false",
        // The credential of a cluster may not read every type; Argo CD then skips the type.
        "resource.respectRBAC", "normal");
  }

  /** Returns the permissions of users at an API server that is installed by hand: none. */
  static Map<String, String> permissions() {
    return Map.of("policy.default", "");
  }

  /** Returns a project that allows no source and no destination: each stack has its own. */
  private static Map<String, Object> nothing() {
    return Map.of(
        "sourceRepos", List.of(),
        "destinations", List.of(),
        "clusterResourceWhitelist", List.of());
  }
}
