package dev.slipway.components.cluster;

import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.guard.BundleScript;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Map;

/** The command that bootstraps etcd. */
public final class ClusterBootstrap extends Component {
  /** Enough for a control plane that pulls its images to a slow disk. */
  private static final String TIMEOUT_SECONDS = "900";

  private final Resource bootstrap;

  /**
   * Creates the command.
   *
   * @param ready the servers and every security group rule: they must exist first
   */
  public ClusterBootstrap(
      String name,
      ClusterPlan plan,
      TalosSecrets talos,
      List<? extends Resource> ready,
      Component parent) {
    super("cluster:ClusterAccess", name, parent, List.of());
    Map<String, String> environment = BundleScript.controlPlaneEnvironment(plan);
    environment.put("PATIENCE", TIMEOUT_SECONDS);
    this.bootstrap =
        // etcd on a new disk would be a second cluster.
        ShellScript.bootstrap(
            childName("bootstrap"),
            environment,
            talos.bundle(),
            child().dependsOn(ready.toArray(Resource[]::new)));
    complete();
  }

  /** Returns true: the command finds out whether etcd exists. */
  @Override
  public boolean isReplaceable(String resource) {
    return true;
  }

  /** Returns the command that bootstraps etcd. */
  public Resource bootstrap() {
    return bootstrap;
  }
}
