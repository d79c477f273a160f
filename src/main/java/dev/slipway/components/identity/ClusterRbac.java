package dev.slipway.components.identity;

import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.rbac.v1.ClusterRole;
import com.pulumi.kubernetes.rbac.v1.ClusterRoleArgs;
import com.pulumi.kubernetes.rbac.v1.ClusterRoleBinding;
import com.pulumi.kubernetes.rbac.v1.ClusterRoleBindingArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.PolicyRuleArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.RoleRefArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.SubjectArgs;
import dev.slipway.components.base.Component;
import dev.slipway.plan.identity.Grant;
import dev.slipway.plan.identity.Permissions;
import dev.slipway.plan.identity.Role;
import dev.slipway.plan.identity.Roles;
import java.util.List;

/** The ClusterRoles of the catalogue, and the bindings of Zitadel's roles to ClusterRoles. */
public final class ClusterRbac extends Component {
  private static final String API_GROUP = "rbac.authorization.k8s.io";

  /** Creates them in the cluster of the parent's Kubernetes provider. */
  public ClusterRbac(String name, List<Role> roles, Component parent) {
    super("identity:ClusterRbac", name, parent, List.of());
    Roles.ownPermissions(roles).forEach(this::create);
    roles.forEach(role -> role.everywhere().forEach(granted -> bind(role, granted.name())));
    complete();
  }

  private void create(Permissions permissions) {
    new ClusterRole(
        childName(permissions.ownName()),
        ClusterRoleArgs.builder()
            .metadata(named(permissions.name()))
            .rules(permissions.grants().stream().map(ClusterRbac::rule).toList())
            .build(),
        child().build());
  }

  private void bind(Role role, String clusterRole) {
    String binding = role.group() + ":" + clusterRole;
    new ClusterRoleBinding(
        childName(role.key() + "-" + clusterRole.replace(':', '-')),
        ClusterRoleBindingArgs.builder()
            .metadata(named(binding))
            .roleRef(
                RoleRefArgs.builder()
                    .apiGroup(API_GROUP)
                    .kind("ClusterRole")
                    .name(clusterRole)
                    .build())
            .subjects(
                SubjectArgs.builder().apiGroup(API_GROUP).kind("Group").name(role.group()).build())
            .build(),
        child().build());
  }

  private static PolicyRuleArgs rule(Grant grant) {
    return PolicyRuleArgs.builder()
        .apiGroups(grant.apiGroup())
        .resources(grant.resources())
        .verbs(grant.verbs())
        .build();
  }

  private static ObjectMetaArgs named(String name) {
    return ObjectMetaArgs.builder().name(name).build();
  }
}
