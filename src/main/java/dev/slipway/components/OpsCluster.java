package dev.slipway.components;

import com.pulumi.command.Provider;
import dev.slipway.components.base.Component;
import dev.slipway.components.cluster.Cluster;
import dev.slipway.components.cluster.StackOutputs;
import dev.slipway.components.gitops.ArgoCd;
import dev.slipway.components.gitops.GitCredential;
import dev.slipway.components.gitops.PublicKeys;
import dev.slipway.components.gitops.RegisteredCluster;
import dev.slipway.components.identity.ClusterRbac;
import dev.slipway.plan.identity.Roles;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Optional;

/** The contents of an Ops Cluster: permissions of users, and Argo CD. */
public final class OpsCluster extends Component {
  /**
   * The stack output with the version of Argo CD. A state without it, but with other outputs, has
   * Argo CD's objects.
   */
  static final String ARGOCD_VERSION = "argocdVersion";

  /**
   * Creates the contents.
   *
   * @param managed the Management Clusters of the environment
   * @param registered those to which Argo CD connects
   * @param commands the provider of commands
   * @param formerArgoCd the text of Argo CD's manifest if the state still has its objects
   * @param git of the repository that Argo CD reads; empty if everyone can read it
   */
  OpsCluster(
      ClusterPlan plan,
      Cluster cluster,
      List<ClusterPlan> managed,
      List<RegisteredCluster> registered,
      Provider commands,
      Optional<String> formerArgoCd,
      Optional<GitCredential> git,
      StackOutputs outputs) {
    super("OpsCluster", plan.name() + "-ops", List.of(cluster.kubernetes(), commands));
    new ClusterRbac(childName("rbac"), Roles.of(plan), this);
    new PublicKeys(childName("public-keys"), this);
    ArgoCd argocd =
        new ArgoCd(
            childName("argocd"),
            plan,
            managed,
            registered,
            cluster.bundle(),
            formerArgoCd,
            cluster.kubernetes(),
            this);
    git.ifPresent(
        credential ->
            credential.create(
                childName("git-repository"),
                plan.argocd().orElseThrow(),
                child().dependsOn(argocd)));
    outputs.export(ARGOCD_VERSION, argocd.version());
    complete();
  }
}
