package dev.slipway.components;

import com.pulumi.core.Output;
import dev.slipway.components.base.Component;
import dev.slipway.components.cluster.Cluster;
import dev.slipway.components.cluster.StackOutputs;
import dev.slipway.components.gitops.ArgoCd;
import dev.slipway.components.identity.ClusterRbac;
import dev.slipway.components.identity.ServiceAccountCredential;
import dev.slipway.credentials.Kubeconfig;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;

/** The contents of an Ops Cluster: permissions of users, and Argo CD. */
public final class OpsCluster extends Component {
  /** The stack output with the kubeconfig with which Management Clusters register themselves. */
  public static final String REGISTRAR_KUBECONFIG = "registrarKubeconfig";

  /**
   * Creates the contents.
   *
   * @param release Argo CD's manifest
   */
  OpsCluster(ClusterPlan plan, Cluster cluster, String release, StackOutputs outputs) {
    super("OpsCluster", plan.name() + "-ops", List.of(cluster.kubernetes()));
    new ClusterRbac(childName("rbac"), this);
    ArgoCd argocd = new ArgoCd(childName("argocd"), plan, release, cluster.kubernetes(), this);
    outputs.export(REGISTRAR_KUBECONFIG, kubeconfig(plan, argocd.registrar()).asSecret());
    complete();
  }

  private static Output<String> kubeconfig(
      ClusterPlan plan, ServiceAccountCredential.Credential account) {
    String server = plan.endpoint().externalUrl();
    return Output.tuple(account.token(), account.certificateAuthority())
        .applyValue(both -> new Kubeconfig(plan.name().text(), server, both.t2).withToken(both.t1));
  }
}
