package dev.slipway.components.gitops;

import com.pulumi.command.local.Command;
import com.pulumi.command.local.enums.Logging;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.components.cluster.ShellScript;
import dev.slipway.config.PinnedRelease;
import dev.slipway.document.Json;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The command that applies Argo CD's release manifest and its settings. Pulumi's state has the
 * manifest's version and digest, not its objects; docs/adr/0018.
 */
final class ArgoCdRelease {
  /** Enough for nodes that pull Argo CD's images from a slow registry. */
  private static final String TIMEOUT_SECONDS = "900";

  private ArgoCdRelease() {}

  /**
   * Applies the release when the resource is created, and again when its version, the settings or
   * the script change.
   */
  static Command apply(
      String name, ClusterPlan plan, Output<String> bundle, CustomResourceOptions.Builder options) {
    PinnedRelease release = plan.argocd().orElseThrow().release();
    return ShellScript.converge(
        name,
        List.of("access.sh", "argocd-release.sh"),
        Map.of(
            "CLUSTER", plan.name().text(),
            "SERVER", plan.endpoint().externalUrl(),
            "VERSION", release.version().toString(),
            "SHA256", release.sha256().toString(),
            "SETTINGS", settings(plan),
            "TIMEOUT", TIMEOUT_SECONDS),
        bundle,
        Logging.Stderr,
        options);
  }

  private static String settings(ClusterPlan plan) {
    return Json.write(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "List",
            "items",
            List.of(configMap("argocd-cm", login(plan)), configMap("argocd-rbac-cm", roles()))));
  }

  private static Map<String, Object> configMap(String name, Map<String, String> data) {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "ConfigMap",
        "metadata",
        Map.of("name", name, "namespace", ArgoCdPlan.NAMESPACE),
        "data",
        data);
  }

  /** Returns the settings of the login, which is by Zitadel only. */
  static Map<String, String> login(ClusterPlan plan) {
    Map<String, String> oidc =
        Map.of(
            "name", "Zitadel",
            "issuer", plan.identity().issuer().toString(),
            "clientID", plan.identity().audience());
    return Map.of(
        "admin.enabled", "false",
        "oidc.config", Json.write(oidc),
        // The credential of a cluster may not read every type; Argo CD then skips the type.
        "resource.respectRBAC", "normal");
  }

  /** Returns the permissions of the roles. */
  static Map<String, String> roles() {
    String policy =
        Roles.ALL.stream()
            .map(role -> "g, " + role.key() + ", " + role.argocdRole())
            .collect(Collectors.joining("\n"));
    return Map.of("policy.csv", policy, "policy.default", "", "scopes", "[groups]");
  }
}
