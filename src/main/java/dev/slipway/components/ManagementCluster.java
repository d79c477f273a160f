package dev.slipway.components;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.ProviderArgs;
import dev.slipway.components.base.Component;
import dev.slipway.components.cluster.Cluster;
import dev.slipway.components.gitops.ArgoCdClusterRegistration;
import dev.slipway.components.identity.ClusterRbac;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import java.util.List;

/**
 * The contents of a Management Cluster: permissions of users, and its registration at Argo CD of
 * its environment.
 */
final class ManagementCluster extends Component {

  /**
   * Creates the contents.
   *
   * @param registrar the kubeconfig with which a cluster registers itself at Argo CD
   */
  ManagementCluster(FleetPlan fleet, ClusterPlan plan, Cluster cluster, Output<String> registrar) {
    super("ManagementCluster", plan.name() + "-management", List.of(cluster.kubernetes()));
    new ClusterRbac(childName("rbac"), this);
    ArgoCdPlan argocd = fleet.opsClusterOf(plan).argocd().orElseThrow();
    new ArgoCdClusterRegistration(
        childName("registration"), plan, argocd, ops(plan, registrar), this);
    complete();
  }

  private Provider ops(ClusterPlan plan, Output<String> kubeconfig) {
    return new Provider(
        childName("ops-kubernetes"),
        ProviderArgs.builder()
            .kubeconfig(kubeconfig)
            .clusterIdentifier(plan.opsStackName())
            // A credential in the Ops Cluster is deleted there, or the destroy stops; this value
            // wins against the environment variable PULUMI_K8S_DELETE_UNREACHABLE.
            .deleteUnreachable(false)
            .build(),
        child().build());
  }
}
