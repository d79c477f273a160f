package dev.slipway.components.cluster;

import com.pulumi.command.local.Command;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Commands that bootstrap etcd, fetch the kubeconfig and wait until the cluster is healthy. */
public final class ClusterBootstrap extends Component {
  /** Enough for a control plane that pulls its images to a slow disk. */
  private static final String TIMEOUT_SECONDS = "900";

  private final ClusterPlan plan;
  private final Output<String> kubeconfig;
  private final Resource healthy;

  /**
   * Creates the commands.
   *
   * @param ready the servers and every security group rule: they must exist first
   */
  public ClusterBootstrap(
      String name,
      ClusterPlan plan,
      Output<String> talosconfig,
      List<? extends Resource> ready,
      Component parent) {
    super("cluster:ClusterAccess", name, parent, List.of());
    this.plan = plan;
    Command bootstrap =
        // etcd on a new disk would be a second cluster.
        ShellScript.runOnce(
            childName("bootstrap"), "bootstrap.sh", talos(Map.of()), talosconfig, after(ready));
    Command members =
        ShellScript.run(
            childName("members"),
            "wait-etcd-members.sh",
            talos(Map.of("CONTROL_PLANES", String.valueOf(plan.controlPlane().size()))),
            talosconfig,
            after(List.of(bootstrap)));
    this.kubeconfig =
        ShellScript.run(
                childName("kubeconfig"),
                "kubeconfig.sh",
                talos(
                    Map.of("CLUSTER", plan.name().text(), "SERVER", plan.endpoint().externalUrl())),
                talosconfig,
                after(List.of(bootstrap)))
            .stdout();
    this.healthy =
        ShellScript.run(
            childName("healthy"),
            "wait-nodes-ready.sh",
            Map.of("NODES", String.valueOf(plan.nodes().size()), "PATIENCE", TIMEOUT_SECONDS),
            kubeconfig,
            after(List.of(members)));
    complete();
  }

  /** Returns true: the output of every command can be fetched again. */
  @Override
  public boolean isReplaceable(String resource) {
    return true;
  }

  /** Returns the environment of a script that uses the Talos API of the first control plane. */
  private Map<String, String> talos(Map<String, String> own) {
    Map<String, String> environment = new TreeMap<>(own);
    environment.put("NODE", plan.controlPlane().get(0).address().toString());
    environment.put("PATIENCE", TIMEOUT_SECONDS);
    return environment;
  }

  private CustomResourceOptions.Builder after(List<? extends Resource> dependencies) {
    return child().dependsOn(dependencies.toArray(Resource[]::new));
  }

  /** Returns the administrator's kubeconfig for use from outside the cluster; secret. */
  public Output<String> kubeconfig() {
    return kubeconfig;
  }

  /** Returns the command that ends when all etcd members vote and all nodes are Ready. */
  public Resource healthy() {
    return healthy;
  }
}
