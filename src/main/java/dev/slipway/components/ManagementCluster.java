package dev.slipway.components;

import com.pulumi.command.Provider;
import dev.slipway.components.base.Component;
import dev.slipway.components.cluster.Cluster;
import dev.slipway.components.cluster.StackOutputs;
import dev.slipway.components.gitops.ArgoCdClusterPermissions;
import dev.slipway.components.gitops.AuditKeys;
import dev.slipway.components.gitops.AuditShipperAccess;
import dev.slipway.components.identity.ClusterRbac;
import dev.slipway.plan.gitops.AuditShipper;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import java.util.List;
import java.util.Optional;

/**
 * The contents of a Management Cluster: permissions of users, and of Argo CD of its environment.
 * The Ops Cluster's program registers it there.
 */
final class ManagementCluster extends Component {
  /**
   * The stack output with the certificate of the authority of the cluster's API. It is written when
   * Argo CD's permissions exist, so the Ops Cluster's program registers no cluster without them.
   */
  static final String ARGOCD_AUTHORITY = "argocdCertificateAuthority";

  /**
   * Creates the contents.
   *
   * @param commands the provider of commands
   * @param keys empty if events of the cluster's API servers are not sent
   */
  ManagementCluster(
      FleetPlan fleet,
      ClusterPlan plan,
      Cluster cluster,
      Provider commands,
      Optional<AuditKeys> keys,
      StackOutputs outputs) {
    super(
        "ManagementCluster", plan.name() + "-management", List.of(cluster.kubernetes(), commands));
    new ClusterRbac(childName("rbac"), Roles.of(plan), this);
    ArgoCdPlan argocd = fleet.opsClusterOf(plan).argocd().orElseThrow();
    ArgoCdClusterPermissions permissions =
        new ArgoCdClusterPermissions(
            childName("registration"), argocd, shipper(fleet.opsClusterOf(plan), plan, keys), this);
    outputs.export(ARGOCD_AUTHORITY, permissions.whenCreated(cluster.authority()));
    complete();
  }

  private Optional<AuditShipperAccess> shipper(
      ClusterPlan ops, ClusterPlan plan, Optional<AuditKeys> keys) {
    return keys.map(
        found -> new AuditShipperAccess(childName(AuditShipper.NAME), plan, ops, found, this));
  }
}
