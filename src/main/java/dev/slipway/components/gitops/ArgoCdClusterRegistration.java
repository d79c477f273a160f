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
import com.pulumi.kubernetes.rbac.v1.inputs.PolicyRuleArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.RoleRefArgs;
import com.pulumi.kubernetes.yaml.v2.ConfigGroup;
import com.pulumi.kubernetes.yaml.v2.ConfigGroupArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.components.identity.ServiceAccountCredential;
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
  private static final String ROLE = "slipway:argocd";

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
    permissions(account);
    Secret registration = registration(plan, account.credential(), ops);
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

  private void permissions(ServiceAccountCredential account) {
    new ClusterRole(
        childName("role"),
        ClusterRoleArgs.builder()
            .metadata(ObjectMetaArgs.builder().name(ROLE).build())
            .rules(
                ClusterRegistration.GRANTS.stream().map(ArgoCdClusterRegistration::rule).toList())
            .build(),
        child().build());
    new ClusterRoleBinding(
        childName("binding"),
        ClusterRoleBindingArgs.builder()
            .metadata(ObjectMetaArgs.builder().name(ROLE).build())
            .roleRef(
                RoleRefArgs.builder()
                    .apiGroup("rbac.authorization.k8s.io")
                    .kind("ClusterRole")
                    .name(ROLE)
                    .build())
            .subjects(account.subject())
            .build(),
        child().build());
  }

  private static PolicyRuleArgs rule(ClusterRegistration.Grant grant) {
    return PolicyRuleArgs.builder()
        .apiGroups(grant.apiGroup())
        .resources(grant.resources())
        .verbs(grant.verbs())
        .build();
  }

  private Secret registration(
      ClusterPlan plan, ServiceAccountCredential.Credential credential, Provider ops) {
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
        child().provider(ops).additionalSecretOutputs("data", "stringData").build());
  }
}
