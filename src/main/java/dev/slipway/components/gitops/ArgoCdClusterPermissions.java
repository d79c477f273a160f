package dev.slipway.components.gitops;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.rbac.v1.ClusterRole;
import com.pulumi.kubernetes.rbac.v1.ClusterRoleArgs;
import com.pulumi.kubernetes.rbac.v1.ClusterRoleBinding;
import com.pulumi.kubernetes.rbac.v1.ClusterRoleBindingArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.RoleRefArgs;
import dev.slipway.components.base.Component;
import dev.slipway.plan.gitops.ArgoCdPermissions;
import dev.slipway.plan.model.ArgoCdPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The permissions of Argo CD of the Ops Cluster in a Management Cluster. */
public final class ArgoCdClusterPermissions extends Component {
  private final List<Output<String>> created = new ArrayList<>();

  /**
   * Creates the permissions in the cluster of the parent's Kubernetes provider.
   *
   * @param shipper empty if events of the cluster's API servers are not sent
   */
  public ArgoCdClusterPermissions(
      String name, ArgoCdPlan argocd, Optional<AuditShipperAccess> shipper, Component parent) {
    // The type is as old as the registration that was here too: another one is another resource.
    super("gitops:ManagedCluster", name, parent, List.of());
    everywhere(argocd.namespaces());
    created.addAll(
        new ArgoCdAccess(childName("access"), argocd.namespaces(), shipper, this).created());
    complete();
  }

  /**
   * Returns a value when every permission exists. Argo CD skips kinds that it may not list when it
   * connects, for a day.
   */
  public Output<String> whenCreated(Output<String> value) {
    return Output.all(created).apply(all -> value);
  }

  private void everywhere(List<String> namespaces) {
    ObjectMetaArgs meta = ObjectMetaArgs.builder().name(ArgoCdAccess.ROLE).build();
    ClusterRole role =
        new ClusterRole(
            childName("cluster-role"),
            ClusterRoleArgs.builder()
                .metadata(meta)
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
                .metadata(meta)
                .roleRef(
                    RoleRefArgs.builder()
                        .apiGroup("rbac.authorization.k8s.io")
                        .kind("ClusterRole")
                        .name(ArgoCdAccess.ROLE)
                        .build())
                .subjects(ArgoCdAccess.subjects())
                .build(),
            child().build());
    created.addAll(List.of(role.id(), binding.id()));
  }
}
