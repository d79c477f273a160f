package dev.slipway.components;

import com.pulumi.command.Provider;
import com.pulumi.core.Output;
import dev.slipway.components.base.Component;
import dev.slipway.components.cluster.Cluster;
import dev.slipway.components.cluster.StackOutputs;
import dev.slipway.components.gitops.ArgoCd;
import dev.slipway.components.gitops.GitCredential;
import dev.slipway.components.identity.ClusterRbac;
import dev.slipway.components.identity.ServiceAccountCredential;
import dev.slipway.credentials.Kubeconfig;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Optional;

/** The contents of an Ops Cluster: permissions of users, and Argo CD. */
public final class OpsCluster extends Component {
  /** The stack output with the kubeconfig with which Management Clusters register themselves. */
  public static final String REGISTRAR_KUBECONFIG = "registrarKubeconfig";

  /**
   * The stack output with the version of Argo CD. A state without it, but with other outputs, has
   * Argo CD's objects.
   */
  static final String ARGOCD_VERSION = "argocdVersion";

  /**
   * Creates the contents.
   *
   * @param commands the provider of commands
   * @param formerArgoCd the text of Argo CD's manifest if the state still has its objects
   * @param git of the repository that Argo CD reads; empty if everyone can read it
   */
  OpsCluster(
      ClusterPlan plan,
      Cluster cluster,
      Provider commands,
      Optional<String> formerArgoCd,
      Optional<GitCredential> git,
      StackOutputs outputs) {
    super("OpsCluster", plan.name() + "-ops", List.of(cluster.kubernetes(), commands));
    new ClusterRbac(childName("rbac"), this);
    ArgoCd argocd =
        new ArgoCd(
            childName("argocd"), plan, cluster.bundle(), formerArgoCd, cluster.kubernetes(), this);
    git.ifPresent(
        credential ->
            credential.create(
                childName("git-repository"),
                plan.argocd().orElseThrow(),
                child().dependsOn(argocd)));
    outputs.export(REGISTRAR_KUBECONFIG, kubeconfig(plan, argocd.registrar()).asSecret());
    outputs.export(ARGOCD_VERSION, argocd.version());
    complete();
  }

  private static Output<String> kubeconfig(
      ClusterPlan plan, ServiceAccountCredential.Credential account) {
    String server = plan.endpoint().externalUrl();
    return Output.tuple(account.token(), account.certificateAuthority())
        .applyValue(both -> new Kubeconfig(plan.name().text(), server, both.t2).withToken(both.t1));
  }
}
