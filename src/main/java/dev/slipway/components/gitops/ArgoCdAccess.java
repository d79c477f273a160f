package dev.slipway.components.gitops;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.rbac.v1.Role;
import com.pulumi.kubernetes.rbac.v1.RoleArgs;
import com.pulumi.kubernetes.rbac.v1.RoleBinding;
import com.pulumi.kubernetes.rbac.v1.RoleBindingArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.PolicyRuleArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.RoleRefArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.SubjectArgs;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.components.base.Component;
import dev.slipway.plan.gitops.AdmissionPolicy;
import dev.slipway.plan.gitops.ArgoCdAdmission;
import dev.slipway.plan.gitops.ArgoCdPermissions;
import dev.slipway.plan.gitops.AuditAdmission;
import dev.slipway.plan.gitops.AuditShipper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The namespaces of a Management Cluster in which Argo CD may write, its permissions in them, and
 * the admission policy for what it writes; docs/adr/0029.
 */
final class ArgoCdAccess extends Component {
  private static final String API_GROUP = "rbac.authorization.k8s.io";

  /** The name of the roles and of their bindings. */
  static final String ROLE = "slipway:argocd";

  private final List<Output<String>> created = new ArrayList<>();

  /** Creates them in the cluster of the parent's Kubernetes provider. */
  ArgoCdAccess(
      String name,
      List<String> namespaces,
      Optional<AuditShipperAccess> shipper,
      Component parent) {
    super("gitops:ArgoCdAccess", name, parent, List.of());
    ArgoCdAdmissionObjects limits =
        admission(
            "admission",
            shipper.isPresent()
                ? ArgoCdAdmission.outsideAuditShipper(namespaces)
                : ArgoCdAdmission.of(namespaces));
    namespaces.forEach(this::allow);
    shipper.ifPresent(access -> allow(access, limits));
    complete();
  }

  private ArgoCdAdmissionObjects admission(String child, AdmissionPolicy policy) {
    ArgoCdAdmissionObjects limits = new ArgoCdAdmissionObjects(childName(child), policy, this);
    created.add(limits.created());
    return limits;
  }

  /** Argo CD of the environment may write already, so the permission waits for its limits. */
  private void allow(AuditShipperAccess shipper, ArgoCdAdmissionObjects others) {
    ArgoCdAdmissionObjects own =
        admission(AuditShipper.NAME + "-admission", AuditAdmission.shipper());
    allow(
        AuditShipper.NAME,
        shipper.namespace(),
        AuditShipper.permissions(),
        () -> child().dependsOn(own, others));
  }

  /** Returns the ids of what limits and permits, each available after its creation. */
  List<Output<String>> created() {
    return List.copyOf(created);
  }

  /** A namespace that is taken from the list stays, because it may have data. */
  private void allow(String namespace) {
    Namespace object =
        PodSecurityNamespace.restricted(
            childName(namespace), namespace, child().retainOnDelete(true));
    Output<String> available = ObjectName.of(object.metadata(), namespace);
    created.add(DefaultDeny.create(childName(namespace + "-default-deny"), available, child()));
    allow(namespace, available, ArgoCdPermissions.inNamespace(), this::child);
  }

  private void allow(
      String namespace,
      Output<String> available,
      List<ArgoCdPermissions.Grant> permissions,
      Supplier<CustomResourceOptions.Builder> options) {
    ObjectMetaArgs meta = ObjectMetaArgs.builder().name(ROLE).namespace(available).build();
    new Role(
        childName(namespace + "-role"),
        RoleArgs.builder()
            .metadata(meta)
            .rules(permissions.stream().map(ArgoCdAccess::rule).toList())
            .build(),
        options.get().build());
    RoleBinding binding =
        new RoleBinding(
            childName(namespace + "-binding"),
            RoleBindingArgs.builder()
                .metadata(meta)
                .roleRef(RoleRefArgs.builder().apiGroup(API_GROUP).kind("Role").name(ROLE).build())
                .subjects(subjects())
                .build(),
            options.get().build());
    created.add(binding.id());
  }

  /** Returns Argo CD's users as the subjects of a binding. */
  static List<SubjectArgs> subjects() {
    return ArgoCdPermissions.USERS.stream()
        .map(user -> SubjectArgs.builder().apiGroup(API_GROUP).kind("User").name(user).build())
        .toList();
  }

  /** Returns a permission as a rule of a role. */
  static PolicyRuleArgs rule(ArgoCdPermissions.Grant grant) {
    PolicyRuleArgs.Builder rule =
        PolicyRuleArgs.builder()
            .apiGroups(grant.apiGroup())
            .resources(grant.resources())
            .verbs(grant.verbs());
    if (!grant.names().isEmpty()) {
      rule.resourceNames(grant.names());
    }
    return rule.build();
  }
}
