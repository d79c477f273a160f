package dev.slipway.components.gitops;

import com.pulumi.command.local.Command;
import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.components.cluster.RunId;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Argo CD on the Ops Cluster, without its API server: it has no sign-in, and Kubernetes decides who
 * may do what. The decision is in docs/adr/0027.
 */
public final class ArgoCd extends Component {
  private final Output<String> version;

  /**
   * Installs Argo CD.
   *
   * @param managed the Management Clusters of the environment
   * @param registered those to which Argo CD connects
   * @param bundle the cluster's secrets bundle; secret
   * @param formerManifest the text of the release's manifest if the stack's state still has its
   *     objects
   */
  public ArgoCd(
      String name,
      ClusterPlan plan,
      List<ClusterPlan> managed,
      List<RegisteredCluster> registered,
      Output<String> bundle,
      Optional<String> formerManifest,
      Provider kubernetes,
      Component parent) {
    super("gitops:ArgoCd", name, parent, List.of());
    Namespace namespace =
        PodSecurityNamespace.restricted(childName("namespace"), ArgoCdPlan.NAMESPACE, child());
    List<Resource> before = new ArrayList<>(List.of(namespace));
    formerManifest.ifPresent(
        manifest ->
            before.addAll(FormerArgoCdObjects.retain(name, manifest, namespace, kubernetes, this)));
    Command release =
        ArgoCdRelease.apply(
            releaseName(),
            plan,
            managed,
            bundle,
            child().dependsOn(before.toArray(Resource[]::new)));
    this.version =
        release
            .id()
            .applyValue(applied -> plan.argocd().orElseThrow().release().version().toString());
    registered.forEach(cluster -> register(plan, cluster, kubernetes, release));
    complete();
  }

  /** Returns true for the command that applies the release: it can run again at any time. */
  @Override
  public boolean isReplaceable(String resource) {
    return resource.equals(releaseName()) || resource.equals(RunId.nameFor(releaseName()));
  }

  private String releaseName() {
    return childName("release");
  }

  /** Returns the version of Argo CD, available after the release was applied. */
  public Output<String> version() {
    return version;
  }

  private void register(
      ClusterPlan plan, RegisteredCluster cluster, Provider kubernetes, Resource release) {
    String name = childName("cluster-" + cluster.plan().name());
    new ArgoCdClusterRegistration(name, cluster, plan, kubernetes, release, this);
  }
}
