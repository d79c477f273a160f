package dev.slipway.components.gitops;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.core.v1.Secret;
import com.pulumi.kubernetes.core.v1.SecretArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.rbac.v1.ClusterRole;
import com.pulumi.kubernetes.rbac.v1.ClusterRoleArgs;
import com.pulumi.kubernetes.rbac.v1.ClusterRoleBinding;
import com.pulumi.kubernetes.rbac.v1.ClusterRoleBindingArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.RoleRefArgs;
import com.pulumi.kubernetes.yaml.v2.ConfigGroup;
import com.pulumi.kubernetes.yaml.v2.ConfigGroupArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.components.identity.ServiceAccountCredential;
import dev.slipway.plan.gitops.ArgoCdPermissions;
import dev.slipway.plan.gitops.ClusterRegistration;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Map;

/**
 * The registration of a Management Cluster at Argo CD of its environment: a service account with
 * few permissions in this cluster; its credential and the first Application in the Ops Cluster.
 */
public final class ArgoCdClusterRegistration extends Component {
  private static final String NAMESPACE = "slipway-system";
  private static final String ACCOUNT = "argocd";

  /**
   * Registers the cluster.
   *
   * @param ops the Kubernetes provider of the Ops Cluster; the parent has this cluster's
   */
  public ArgoCdClusterRegistration(
      String name, ClusterPlan plan, ArgoCdPlan argocd, Provider ops, Component parent) {
    super("gitops:ManagedCluster", name, parent, List.of());
    Namespace namespace = RestrictedNamespace.create(childName("namespace"), NAMESPACE, child());
    ServiceAccountCredential account =
        new ServiceAccountCredential(
            childName(ACCOUNT), ACCOUNT, RestrictedNamespace.nameOf(namespace), this);
    List<Resource> permissions = permissions(argocd.namespaces());
    Secret registration = registration(plan, account.credential(), ops, permissions);
    ConfigGroup project =
        group("project", ClusterRegistration.project(plan, argocd), ops, registration);
    // An Application without its project has an error until Argo CD reads it again.
    group("applications", ClusterRegistration.application(plan, argocd), ops, project);
    complete();
  }

  private ConfigGroup group(
      String child, Map<String, Object> object, Provider ops, Resource after) {
    return new ConfigGroup(
        childName(child),
        ConfigGroupArgs.builder().objs(List.of((Object) object)).build(),
        ComponentResourceOptions.builder().parent(this).providers(ops).dependsOn(after).build());
  }

  private List<Resource> permissions(List<String> namespaces) {
    ClusterRole role =
        new ClusterRole(
            childName("role"),
            ClusterRoleArgs.builder()
                .metadata(ObjectMetaArgs.builder().name(ArgoCdAccess.ROLE).build())
                .rules(
                    ArgoCdPermissions.everywhere(namespaces).stream()
                        .map(ArgoCdAccess::rule)
                        .toList())
                .build(),
            child().build());
    ClusterRoleBinding binding =
        new ClusterRoleBinding(
            childName("binding"),
            ClusterRoleBindingArgs.builder()
                .metadata(ObjectMetaArgs.builder().name(ArgoCdAccess.ROLE).build())
                .roleRef(
                    RoleRefArgs.builder()
                        .apiGroup("rbac.authorization.k8s.io")
                        .kind("ClusterRole")
                        .name(ArgoCdAccess.ROLE)
                        .build())
                .subjects(ArgoCdAccess.subjects())
                .build(),
            child().build());
    return List.of(role, binding, new ArgoCdAccess(childName("access"), namespaces, this));
  }

  /** Argo CD skips kinds that it may not list when it connects, for a day. */
  private Secret registration(
      ClusterPlan plan,
      ServiceAccountCredential.Credential credential,
      Provider ops,
      List<Resource> permissions) {
    Output<Map<String, String>> data =
        Output.tuple(credential.token(), credential.certificateAuthority())
            .applyValue(both -> ClusterRegistration.secret(plan, both.t1, both.t2));
    return new Secret(
        childName("secret"),
        SecretArgs.builder()
            .metadata(
                ObjectMetaArgs.builder()
                    .name("cluster-" + plan.name())
                    .namespace(ArgoCdPlan.NAMESPACE)
                    .labels(ClusterRegistration.labels(plan))
                    .build())
            .stringData(data.asSecret())
            .build(),
        child()
            .provider(ops)
            .dependsOn(permissions.toArray(Resource[]::new))
            .additionalSecretOutputs("data", "stringData")
            .build());
  }
}
