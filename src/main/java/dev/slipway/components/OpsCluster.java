package dev.slipway.components;

import com.pulumi.core.Output;
import dev.slipway.components.base.Component;
import dev.slipway.components.cluster.Cluster;
import dev.slipway.components.cluster.StackOutputs;
import dev.slipway.components.gitops.ArgoCd;
import dev.slipway.components.gitops.Kubeconfig;
import dev.slipway.components.identity.ClusterRbac;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;

/** In an Ops Cluster: people's rights and ArgoCD. */
public final class OpsCluster extends Component {
  /** What the environment's Management Clusters register themselves with. */
  public static final String REGISTRAR_KUBECONFIG = "registrarKubeconfig";

  /** {@code release}: ArgoCD's manifest. */
  OpsCluster(ClusterPlan plan, Cluster cluster, String release, StackOutputs outputs) {
    super("OpsCluster", plan.name() + "-ops", List.of(cluster.kubernetes()));
    new ClusterRbac(childName("rbac"), this);
    ArgoCd argocd = new ArgoCd(childName("argocd"), plan, release, cluster.kubernetes(), this);
    Output<String> registrar = Kubeconfig.of(plan, argocd.registrar());
    outputs.export(REGISTRAR_KUBECONFIG, registrar.asSecret());
    complete();
  }
}
