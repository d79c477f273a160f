package dev.slipway.components;

import dev.slipway.components.base.Component;
import dev.slipway.components.cluster.Cluster;
import dev.slipway.components.cluster.StackOutputs;
import dev.slipway.components.gitops.ArgoCdClusterPermissions;
import dev.slipway.components.identity.ClusterRbac;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import java.util.List;

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

  /** Creates the contents. */
  ManagementCluster(FleetPlan fleet, ClusterPlan plan, Cluster cluster, StackOutputs outputs) {
    super("ManagementCluster", plan.name() + "-management", List.of(cluster.kubernetes()));
    new ClusterRbac(childName("rbac"), Roles.of(plan), this);
    ArgoCdPlan argocd = fleet.opsClusterOf(plan).argocd().orElseThrow();
    ArgoCdClusterPermissions permissions =
        new ArgoCdClusterPermissions(childName("registration"), argocd, this);
    outputs.export(ARGOCD_AUTHORITY, permissions.whenCreated(cluster.authority()));
    complete();
  }
}
