package dev.slipway.components.gitops;

import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.core.v1.ConfigMapPatch;
import com.pulumi.kubernetes.core.v1.ConfigMapPatchArgs;
import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaPatchArgs;
import com.pulumi.kubernetes.rbac.v1.Role;
import com.pulumi.kubernetes.rbac.v1.RoleArgs;
import com.pulumi.kubernetes.rbac.v1.RoleBinding;
import com.pulumi.kubernetes.rbac.v1.RoleBindingArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.PolicyRuleArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.RoleRefArgs;
import com.pulumi.kubernetes.yaml.v2.ConfigGroup;
import com.pulumi.kubernetes.yaml.v2.ConfigGroupArgs;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.components.base.Component;
import dev.slipway.components.identity.ServiceAccountCredential;
import dev.slipway.document.Json;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Argo CD on the Ops Cluster, from its release manifest. Users log in by Zitadel only. */
public final class ArgoCd extends Component {
  /** The name of the account that registers Management Clusters. */
  private static final String REGISTRAR = "registrar";

  private final ServiceAccountCredential registrar;

  /**
   * Installs Argo CD.
   *
   * @param manifest the text of the release's {@code install.yaml}
   */
  public ArgoCd(
      String name, ClusterPlan plan, String manifest, Provider kubernetes, Component parent) {
    super("gitops:ArgoCd", name, parent, List.of());
    Namespace namespace =
        RestrictedNamespace.create(childName("namespace"), ArgoCdPlan.NAMESPACE, child());
    ConfigGroup release =
        new ConfigGroup(
            childName("release"),
            ConfigGroupArgs.builder().yaml(manifest).build(),
            // The provider creates the objects itself: they inherit nothing from this component.
            ComponentResourceOptions.builder()
                .parent(this)
                .providers(kubernetes)
                .dependsOn(namespace)
                .build());
    patch("argocd-cm", settings(plan), release);
    patch("argocd-rbac-cm", permissions(), release);
    this.registrar =
        new ServiceAccountCredential(
            childName(REGISTRAR), REGISTRAR, RestrictedNamespace.nameOf(namespace), this);
    registrarRole();
    complete();
  }

  /** Returns the credential with which Management Clusters register themselves; secret. */
  public ServiceAccountCredential.Credential registrar() {
    return registrar.credential();
  }

  private void patch(String configMap, Map<String, String> data, ConfigGroup release) {
    new ConfigMapPatch(
        childName(configMap),
        ConfigMapPatchArgs.builder()
            .metadata(
                ObjectMetaPatchArgs.builder()
                    .name(configMap)
                    .namespace(ArgoCdPlan.NAMESPACE)
                    .build())
            .data(data)
            .build(),
        child().dependsOn(release).build());
  }

  private static Map<String, String> settings(ClusterPlan plan) {
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

  private static Map<String, String> permissions() {
    String policy =
        Roles.ALL.stream()
            .map(role -> "g, " + role.key() + ", " + role.argocdRole())
            .collect(Collectors.joining("\n"));
    return Map.of("policy.csv", policy, "policy.default", "", "scopes", "[groups]");
  }

  private void registrarRole() {
    new Role(
        childName("registrar-role"),
        RoleArgs.builder()
            .metadata(registrarMeta())
            .rules(grant("", "secrets"), grant("argoproj.io", "applications", "appprojects"))
            .build(),
        child().build());
    new RoleBinding(
        childName("registrar-binding"),
        RoleBindingArgs.builder()
            .metadata(registrarMeta())
            .roleRef(
                RoleRefArgs.builder()
                    .apiGroup("rbac.authorization.k8s.io")
                    .kind("Role")
                    .name(REGISTRAR)
                    .build())
            .subjects(registrar.subject())
            .build(),
        child().build());
  }

  private static ObjectMetaArgs registrarMeta() {
    return ObjectMetaArgs.builder().name(REGISTRAR).namespace(ArgoCdPlan.NAMESPACE).build();
  }

  private static PolicyRuleArgs grant(String apiGroup, String... resources) {
    return PolicyRuleArgs.builder()
        .apiGroups(apiGroup)
        .resources(resources)
        .verbs("get", "list", "watch", "create", "update", "patch", "delete")
        .build();
  }
}
