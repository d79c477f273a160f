package dev.slipway.components.gitops;

import com.pulumi.kubernetes.core.v1.Secret;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.plan.gitops.AppCatalogue;
import dev.slipway.plan.gitops.AuditAdmission;
import dev.slipway.plan.gitops.ClusterRegistration;
import dev.slipway.plan.model.ClusterPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * The ApplicationSets of the platform apps, and the registration of the Ops Cluster at its own Argo
 * CD, which gives it these apps too.
 */
public final class PlatformApps extends Component {
  /**
   * Creates them in the cluster of the parent's Kubernetes provider.
   *
   * @param required what the apps and the types of these objects need: Argo CD, and the namespaces
   */
  public PlatformApps(String name, ClusterPlan ops, List<Resource> required, Component parent) {
    super("gitops:PlatformApps", name, parent, List.of());
    List<Resource> before = new ArrayList<>(required);
    AuditAdmission.onOpsCluster()
        .forEach(
            policy ->
                before.add(new ArgoCdAdmissionObjects(childName(policy.name()), policy, this)));
    CustomObject project =
        new CustomObject(
            childName("project"),
            ClusterRegistration.ownProject(ops),
            child().dependsOn(before.toArray(Resource[]::new)));
    Secret secret =
        ClusterSecret.create(
            childName("secret"),
            ops,
            ops,
            ClusterRegistration.ownSecret(ops),
            child().dependsOn(project));
    AppCatalogue.applicationSets(ops)
        .forEach(
            (app, object) -> new CustomObject(childName(app), object, child().dependsOn(secret)));
    complete();
  }
}
