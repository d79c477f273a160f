package dev.slipway.components.gitops;

import com.pulumi.command.local.Command;
import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.rbac.v1.Role;
import com.pulumi.kubernetes.rbac.v1.RoleArgs;
import com.pulumi.kubernetes.rbac.v1.RoleBinding;
import com.pulumi.kubernetes.rbac.v1.RoleBindingArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.PolicyRuleArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.RoleRefArgs;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.components.cluster.RunId;
import dev.slipway.components.identity.ServiceAccountCredential;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Argo CD on the Ops Cluster, without its API server: it has no sign-in, and Kubernetes decides who
 * may do what. The decision is in docs/adr/0027.
 */
public final class ArgoCd extends Component {
  /** The name of the account that registers Management Clusters. */
  private static final String REGISTRAR = "registrar";

  private final ServiceAccountCredential registrar;
  private final Output<String> version;

  /**
   * Installs Argo CD.
   *
   * @param bundle the cluster's secrets bundle; secret
   * @param formerManifest the text of the release's manifest if the stack's state still has its
   *     objects
   */
  public ArgoCd(
      String name,
      ClusterPlan plan,
      Output<String> bundle,
      Optional<String> formerManifest,
      Provider kubernetes,
      Component parent) {
    super("gitops:ArgoCd", name, parent, List.of());
    Namespace namespace =
        RestrictedNamespace.create(childName("namespace"), ArgoCdPlan.NAMESPACE, child());
    List<Resource> before = new ArrayList<>(List.of(namespace));
    formerManifest.ifPresent(
        manifest ->
            before.addAll(FormerArgoCdObjects.retain(name, manifest, namespace, kubernetes, this)));
    Command release =
        ArgoCdRelease.apply(
            releaseName(), plan, bundle, child().dependsOn(before.toArray(Resource[]::new)));
    this.version =
        release
            .id()
            .applyValue(applied -> plan.argocd().orElseThrow().release().version().toString());
    this.registrar =
        new ServiceAccountCredential(
            childName(REGISTRAR), REGISTRAR, RestrictedNamespace.nameOf(namespace), this);
    registrarRole();
    complete();
  }

  /** Returns true for the command that applies the release: it can run again at any time. */
  @Override
  public boolean isReplaceable(String resource) {
    return resource.equals(releaseName()) || resource.equals(RunId.nameFor(releaseName()));
  }

  private String releaseName() {
    return childName("release");
  }

  /** Returns the version of Argo CD, available after the release was applied. */
  public Output<String> version() {
    return version;
  }

  /** Returns the credential with which Management Clusters register themselves; secret. */
  public ServiceAccountCredential.Credential registrar() {
    return registrar.credential();
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
