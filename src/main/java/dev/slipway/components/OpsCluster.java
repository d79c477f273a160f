package dev.slipway.components;

import com.pulumi.command.Provider;
import com.pulumi.core.Output;
import dev.slipway.components.base.Component;
import dev.slipway.components.cluster.AuditAuthority;
import dev.slipway.components.cluster.Cluster;
import dev.slipway.components.cluster.StackOutputs;
import dev.slipway.components.gitops.AgeKey;
import dev.slipway.components.gitops.ArgoCd;
import dev.slipway.components.gitops.AuditKeys;
import dev.slipway.components.gitops.AuditShipperAccess;
import dev.slipway.components.gitops.AuditStoreAccess;
import dev.slipway.components.gitops.GitCredential;
import dev.slipway.components.gitops.PlatformApps;
import dev.slipway.components.gitops.PublicKeys;
import dev.slipway.components.gitops.RegisteredCluster;
import dev.slipway.components.identity.ClusterRbac;
import dev.slipway.plan.gitops.AuditShipper;
import dev.slipway.plan.gitops.AuditStore;
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
   * @param ageKey empty if events of the clusters' API servers are not sent
   * @param git of the repository that Argo CD reads; empty if everyone can read it
   */
  OpsCluster(
      ClusterPlan plan,
      Cluster cluster,
      List<ClusterPlan> managed,
      List<RegisteredCluster> registered,
      Provider commands,
      Optional<String> formerArgoCd,
      Optional<Output<String>> ageKey,
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
    ageKey.ifPresent(key -> audit(plan, key, argocd, outputs));
    git.ifPresent(
        credential ->
            credential.create(
                childName("git-repository"),
                plan.argocd().orElseThrow(),
                child().dependsOn(argocd)));
    outputs.export(ARGOCD_VERSION, argocd.version());
    complete();
  }

  /** The Management stacks read the secrets from the outputs. */
  private void audit(ClusterPlan plan, Output<String> ageKey, ArgoCd argocd, StackOutputs outputs) {
    Output<String> authority = new AuditAuthority(childName("audit"), plan, this).lines();
    AuditStoreAccess store =
        new AuditStoreAccess(childName(AuditStore.NAME), plan, authority, this);
    AuditShipperAccess shipper =
        new AuditShipperAccess(
            childName(AuditShipper.NAME), plan, plan, new AuditKeys(ageKey, authority), this);
    new PlatformApps(childName("platform-apps"), plan, List.of(argocd, store, shipper), this);
    outputs.export(AgeKey.NAME, ageKey);
    outputs.export(AuditAuthority.OUTPUT, authority);
  }
}
