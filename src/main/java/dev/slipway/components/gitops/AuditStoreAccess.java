package dev.slipway.components.gitops;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.core.v1.ConfigMap;
import com.pulumi.kubernetes.core.v1.ConfigMapArgs;
import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import dev.slipway.components.base.Component;
import dev.slipway.components.cluster.AuditCertificate;
import dev.slipway.components.cluster.AuditCertificate.Usage;
import dev.slipway.plan.gitops.AuditStore;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;

/**
 * The objects that the log store of an Ops Cluster needs besides {@code gitops/apps/audit-store}:
 * its namespace, its retention, and the certificate of its front.
 */
public final class AuditStoreAccess extends Component {
  /** Creates it in the cluster of the parent's Kubernetes provider. */
  public AuditStoreAccess(
      String name, ClusterPlan ops, Output<String> authority, Component parent) {
    super("gitops:AuditStoreAccess", name, parent, List.of());
    Namespace object =
        PodSecurityNamespace.privileged(childName("namespace"), AuditStore.NAME, child());
    Output<String> namespace = ObjectName.of(object.metadata(), AuditStore.NAME);
    DefaultDeny.create(childName("default-deny"), namespace, child());
    new ConfigMap(
        childName("settings"),
        ConfigMapArgs.builder()
            .metadata(
                ObjectMetaArgs.builder().name(AuditStore.SETTINGS).namespace(namespace).build())
            .data(AuditStore.settings(ops))
            .build(),
        child().build());
    AuditCertificate certificate =
        new AuditCertificate(
            childName("server"), ops.environment(), AuditStore.NAME, Usage.SERVER, authority, this);
    CertificateSecret.create(childName("certificate"), namespace, certificate, child());
    complete();
  }
}
