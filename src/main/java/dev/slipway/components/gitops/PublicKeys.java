package dev.slipway.components.gitops;

import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.rbac.v1.ClusterRoleBinding;
import com.pulumi.kubernetes.rbac.v1.ClusterRoleBindingArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.RoleRefArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.SubjectArgs;
import dev.slipway.components.base.Component;
import java.util.List;

/**
 * The permission to read the public keys of an Ops Cluster's service account tokens without a
 * credential: Management Clusters verify Argo CD's tokens with them; docs/adr/0030.
 */
public final class PublicKeys extends Component {
  private static final String API_GROUP = "rbac.authorization.k8s.io";

  /** A ClusterRole that every API server creates, with the two paths and nothing else. */
  private static final String ROLE = "system:service-account-issuer-discovery";

  /** Creates it in the cluster of the parent's Kubernetes provider. */
  public PublicKeys(String name, Component parent) {
    super("gitops:PublicKeys", name, parent, List.of());
    new ClusterRoleBinding(
        childName("binding"),
        ClusterRoleBindingArgs.builder()
            .metadata(ObjectMetaArgs.builder().name("slipway:public-keys").build())
            .roleRef(
                RoleRefArgs.builder().apiGroup(API_GROUP).kind("ClusterRole").name(ROLE).build())
            .subjects(
                SubjectArgs.builder()
                    .apiGroup(API_GROUP)
                    .kind("Group")
                    .name("system:unauthenticated")
                    .build())
            .build(),
        child().build());
    complete();
  }
}
