package dev.slipway.plan.gitops;

import dev.slipway.document.Json;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Registration of a Management Cluster with Argo CD. Source: Argo CD documentation, "Declarative
 * Setup, Clusters".
 */
public final class ClusterRegistration {
  static final String API_VERSION = "argoproj.io/v1alpha1";

  static final String ENVIRONMENT = "slipway.dev/environment";
  static final String KIND = "slipway.dev/kind";

  /** The address of the API server that Argo CD itself uses. */
  private static final String OWN_SERVER = "https://kubernetes.default.svc";

  private ClusterRegistration() {}

  /** Returns the labels by which ApplicationSets select clusters. */
  public static Map<String, String> labels(ClusterPlan plan) {
    return Map.of(
        "argocd.argoproj.io/secret-type",
        "cluster",
        ENVIRONMENT,
        plan.environment().text(),
        KIND,
        plan.kind().text(),
        "slipway.dev/datacenter",
        plan.datacenter().text());
  }

  /** Returns the annotations whose values ApplicationSets give to their applications. */
  public static Map<String, String> annotations(ClusterPlan plan, ClusterPlan ops) {
    return AuditShipper.digest(plan, ops);
  }

  /** Returns the fields of the cluster secret of the Ops Cluster itself. */
  public static Map<String, String> ownSecret(ClusterPlan ops) {
    Map<String, Object> config = Map.of("tlsClientConfig", Map.of("insecure", false));
    return Map.of("name", ops.name().text(), "server", OWN_SERVER, "config", Json.write(config));
  }

  /**
   * Returns the fields of the cluster secret, which has no credential: Argo CD runs a command for a
   * token. {@code certificateAuthority} is PEM.
   */
  public static Map<String, String> secret(ClusterPlan plan, String certificateAuthority) {
    byte[] pem = certificateAuthority.getBytes(StandardCharsets.UTF_8);
    Map<String, Object> config =
        Map.of(
            "execProviderConfig",
            ArgoCdTokens.execProvider(plan),
            "tlsClientConfig",
            Map.of("caData", Base64.getEncoder().encodeToString(pem)));
    return Map.of(
        "name", plan.name().text(),
        "server", plan.endpoint().externalUrl(),
        "config", Json.write(config));
  }

  /** Returns the AppProject: permitted sources, destinations and kinds for this cluster. */
  public static Map<String, Object> project(ClusterPlan plan, ArgoCdPlan argocd) {
    List<String> namespaces = new ArrayList<>(argocd.namespaces());
    plan.auditSinks().ifPresent(sinks -> namespaces.add(AuditShipper.NAME));
    return project(
        plan,
        argocd,
        namespaces,
        List.of(ArgoCdPermissions.NAMESPACE),
        ArgoCdPermissions.written());
  }

  /** Returns the AppProject of the Ops Cluster itself: it has platform apps only. */
  public static Map<String, Object> ownProject(ClusterPlan ops) {
    return project(
        ops,
        ops.argocd().orElseThrow(),
        List.of(AuditShipper.NAME, AuditStore.NAME),
        List.of(),
        AuditShipper.WRITTEN);
  }

  private static Map<String, Object> project(
      ClusterPlan plan,
      ArgoCdPlan argocd,
      List<String> namespaces,
      List<ArgoCdPermissions.Kind> ofCluster,
      List<ArgoCdPermissions.Kind> ofNamespace) {
    Map<String, Object> spec =
        Map.of(
            "sourceRepos", List.of(argocd.repository().toString()),
            "destinations", namespaces.stream().map(one -> destination(plan, one)).toList(),
            "clusterResourceWhitelist", kinds(ofCluster),
            "namespaceResourceWhitelist", kinds(ofNamespace));
    return ArgoCdObject.of(API_VERSION, "AppProject", plan.name().text(), spec);
  }

  private static Map<String, Object> destination(ClusterPlan plan, String namespace) {
    return Map.of("name", plan.name().text(), "namespace", namespace);
  }

  private static List<Map<String, String>> kinds(List<ArgoCdPermissions.Kind> kinds) {
    return kinds.stream().map(one -> Map.of("group", one.apiGroup(), "kind", one.kind())).toList();
  }

  /** Returns the first Application of the cluster. */
  public static Map<String, Object> application(ClusterPlan plan, ArgoCdPlan argocd) {
    Map<String, Object> source =
        Map.of(
            "repoURL", argocd.repository().toString(),
            "targetRevision", argocd.revision(),
            "path", "gitops/apps/baseline");
    Map<String, Object> spec =
        Map.of(
            "project",
            plan.name().text(),
            "source",
            source,
            "destination",
            destination(plan, argocd.namespaces().get(0)),
            "syncPolicy",
            Map.of("automated", Map.of("prune", true, "selfHeal", true)));
    return ArgoCdObject.of(API_VERSION, "Application", applicationName(plan), spec);
  }

  /** Returns the name of the first Application of the cluster. */
  public static String applicationName(ClusterPlan plan) {
    return plan.name() + "-baseline";
  }
}
