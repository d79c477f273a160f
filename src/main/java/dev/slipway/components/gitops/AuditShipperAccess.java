package dev.slipway.components.gitops;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.core.v1.ConfigMap;
import com.pulumi.kubernetes.core.v1.ConfigMapArgs;
import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.core.v1.Secret;
import com.pulumi.kubernetes.core.v1.SecretArgs;
import com.pulumi.kubernetes.core.v1.ServiceAccount;
import com.pulumi.kubernetes.core.v1.ServiceAccountArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.rbac.v1.ClusterRole;
import com.pulumi.kubernetes.rbac.v1.ClusterRoleArgs;
import com.pulumi.kubernetes.rbac.v1.ClusterRoleBinding;
import com.pulumi.kubernetes.rbac.v1.ClusterRoleBindingArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.PolicyRuleArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.RoleRefArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.SubjectArgs;
import dev.slipway.components.base.Component;
import dev.slipway.components.cluster.AuditCertificate;
import dev.slipway.components.cluster.AuditCertificate.Usage;
import dev.slipway.plan.gitops.AuditShipper;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Map;

/**
 * The objects that the audit shipper of a cluster needs and Argo CD may not write: its namespace,
 * its service account, the sinks of the environment and the key of their credentials;
 * docs/adr/0053.
 */
public final class AuditShipperAccess extends Component {
  private static final String API_GROUP = "rbac.authorization.k8s.io";
  private static final String HEARTBEAT_ROLE = "slipway:audit-heartbeat";

  private final Output<String> namespace;

  /** Creates it in the cluster of the parent's Kubernetes provider. */
  public AuditShipperAccess(
      String name, ClusterPlan plan, ClusterPlan ops, AuditKeys keys, Component parent) {
    super("gitops:AuditShipperAccess", name, parent, List.of());
    Namespace object =
        PodSecurityNamespace.privileged(childName("namespace"), AuditShipper.NAME, child());
    this.namespace = ObjectName.of(object.metadata(), AuditShipper.NAME);
    DefaultDeny.create(childName("default-deny"), namespace, child());
    new ServiceAccount(
        childName("account"),
        ServiceAccountArgs.builder().metadata(meta(AuditShipper.NAME)).build(),
        child().build());
    heartbeat();
    new ConfigMap(
        childName("sinks"),
        ConfigMapArgs.builder()
            .metadata(meta(AuditShipper.SETTINGS))
            .data(AuditShipper.settings(plan, ops))
            .build(),
        child().build());
    new Secret(
        childName("age-key"),
        SecretArgs.builder()
            .metadata(meta(AuditShipper.AGE_KEY))
            .stringData(
                keys.ageKey().applyValue(key -> Map.of(AuditShipper.AGE_KEY_FILE, key)).asSecret())
            .build(),
        child().additionalSecretOutputs("data", "stringData").build());
    AuditCertificate certificate =
        new AuditCertificate(
            childName("client"),
            plan.environment(),
            plan.name().text(),
            Usage.CLIENT,
            keys.authority(),
            this);
    CertificateSecret.create(childName("certificate"), namespace, certificate, child());
    complete();
  }

  /** Returns the name of the namespace, available after its creation. */
  Output<String> namespace() {
    return namespace;
  }

  private ObjectMetaArgs meta(String name) {
    return ObjectMetaArgs.builder().name(name).namespace(namespace).build();
  }

  /** The path answers without more than the health of the API server. */
  private void heartbeat() {
    ObjectMetaArgs meta = ObjectMetaArgs.builder().name(HEARTBEAT_ROLE).build();
    new ClusterRole(
        childName("heartbeat-role"),
        ClusterRoleArgs.builder()
            .metadata(meta)
            .rules(
                PolicyRuleArgs.builder()
                    .nonResourceURLs(AuditShipper.HEARTBEAT)
                    .verbs("get")
                    .build())
            .build(),
        child().build());
    new ClusterRoleBinding(
        childName("heartbeat-binding"),
        ClusterRoleBindingArgs.builder()
            .metadata(meta)
            .roleRef(
                RoleRefArgs.builder()
                    .apiGroup(API_GROUP)
                    .kind("ClusterRole")
                    .name(HEARTBEAT_ROLE)
                    .build())
            .subjects(
                SubjectArgs.builder()
                    .kind("ServiceAccount")
                    .name(AuditShipper.NAME)
                    .namespace(namespace)
                    .build())
            .build(),
        child().build());
  }
}
