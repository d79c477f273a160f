package dev.slipway.plan.gitops;

import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.value.StackKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The platform apps: what Argo CD deploys to each cluster of an environment, also to one that is
 * added later. A new app is one entry here and one folder {@code gitops/apps/NAME/ENVIRONMENT},
 * with its version. Source: Argo CD documentation, "ApplicationSet, Cluster Generator".
 */
public final class AppCatalogue {
  /** The annotation of each object of an app: other sinks restart its pods. */
  private static final Map<String, String> ANNOTATIONS =
      Map.of(
          AuditShipper.DIGEST,
          "{{ index .metadata.annotations \"%s\" }}".formatted(AuditShipper.DIGEST));

  /** Without an end: a cluster's stack may create what an app needs after the Ops stack. */
  private static final Map<String, Object> SYNC_POLICY =
      Map.of(
          "automated",
          Map.of("prune", true, "selfHeal", true),
          "retry",
          Map.of(
              "limit", -1, "backoff", Map.of("duration", "10s", "factor", 2, "maxDuration", "3m")));

  private static final List<App> APPS =
      List.of(
          new App(AuditShipper.NAME, List.of(StackKind.OPS_CLUSTER, StackKind.MANAGEMENT_CLUSTER)),
          new App(AuditStore.NAME, List.of(StackKind.OPS_CLUSTER)));

  private AppCatalogue() {}

  /**
   * A platform app.
   *
   * @param name of the app, of its folder and of its namespace
   * @param kinds the kinds of clusters that have it
   */
  private record App(String name, List<StackKind> kinds) {}

  /** Returns the ApplicationSets of an environment with audit sinks, by the name of the app. */
  public static Map<String, Map<String, Object>> applicationSets(ClusterPlan ops) {
    return APPS.stream()
        .filter(app -> ops.hasAuditStore())
        .collect(
            Collectors.toMap(
                App::name,
                app -> applicationSet(app, ops, ops.argocd().orElseThrow()),
                (one, other) -> other,
                TreeMap::new));
  }

  private static Map<String, Object> applicationSet(App app, ClusterPlan ops, ArgoCdPlan argocd) {
    Map<String, Object> spec =
        Map.of(
            "goTemplate",
            true,
            "goTemplateOptions",
            List.of("missingkey=error"),
            "generators",
            List.of(Map.of("clusters", Map.of("selector", selector(app, ops)))),
            "syncPolicy",
            Map.of("preserveResourcesOnDeletion", true),
            "template",
            Map.of(
                "metadata",
                Map.of("name", "{{ .name }}-" + app.name()),
                "spec",
                application(app, ops, argocd)));
    return ArgoCdObject.of(ClusterRegistration.API_VERSION, "ApplicationSet", app.name(), spec);
  }

  private static Map<String, Object> selector(App app, ClusterPlan ops) {
    List<String> kinds = app.kinds().stream().map(StackKind::text).toList();
    return Map.of(
        "matchLabels",
        Map.of(ClusterRegistration.ENVIRONMENT, ops.environment().text()),
        "matchExpressions",
        List.of(Map.of("key", ClusterRegistration.KIND, "operator", "In", "values", kinds)));
  }

  private static Map<String, Object> application(App app, ClusterPlan ops, ArgoCdPlan argocd) {
    return Map.of(
        "project",
        "{{ .name }}",
        "source",
        Map.of(
            "repoURL", argocd.repository().toString(),
            "targetRevision", argocd.revision(),
            "path", "gitops/apps/%s/%s".formatted(app.name(), ops.environment().text()),
            "kustomize", Map.of("commonAnnotations", ANNOTATIONS)),
        "destination",
        Map.of("name", "{{ .name }}", "namespace", app.name()),
        "syncPolicy",
        SYNC_POLICY);
  }
}
