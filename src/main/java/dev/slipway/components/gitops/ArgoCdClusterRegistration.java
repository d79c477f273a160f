package dev.slipway.components.gitops;

import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.core.v1.Secret;
import com.pulumi.kubernetes.yaml.v2.ConfigGroup;
import com.pulumi.kubernetes.yaml.v2.ConfigGroupArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.plan.gitops.ClusterRegistration;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Map;

/**
 * The registration of a Management Cluster at Argo CD of its environment: the cluster secret, the
 * project and the first Application, all in the Ops Cluster; docs/adr/0034.
 */
final class ArgoCdClusterRegistration extends Component {

  /**
   * Registers the cluster.
   *
   * @param kubernetes the provider of the Ops Cluster, which the parent has too
   * @param release the resource after which the types of Argo CD's objects exist
   */
  ArgoCdClusterRegistration(
      String name,
      RegisteredCluster cluster,
      ClusterPlan ops,
      Provider kubernetes,
      Resource release,
      Component parent) {
    super("gitops:ClusterRegistration", name, parent, List.of());
    ClusterPlan plan = cluster.plan();
    ArgoCdPlan argocd = ops.argocd().orElseThrow();
    ConfigGroup project =
        group("project", ClusterRegistration.project(plan, argocd), kubernetes, release);
    // ApplicationSets read the Secret, and wait for three minutes if the project does not exist.
    Secret secret =
        ClusterSecret.create(
            childName("secret"),
            plan,
            ops,
            ClusterRegistration.secret(plan, cluster.authorityPem()),
            child().dependsOn(project));
    group("applications", ClusterRegistration.application(plan, argocd), kubernetes, secret);
    complete();
  }

  private ConfigGroup group(
      String child, Map<String, Object> object, Provider kubernetes, Resource after) {
    return new ConfigGroup(
        childName(child),
        ConfigGroupArgs.builder().objs(List.of((Object) object)).build(),
        ComponentResourceOptions.builder()
            .parent(this)
            .providers(kubernetes)
            .dependsOn(after)
            .build());
  }
}
