package dev.slipway.components.cluster;

import com.pulumi.command.local.Command;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import dev.slipway.components.Component;
import dev.slipway.plan.ClusterPlan;
import java.util.List;
import java.util.Map;

/** Bootstraps etcd once, waits until the cluster is healthy, and fetches the way in. */
public final class ClusterAccess extends Component {
  /** A control plane on slow disks with images to pull; seconds. */
  private static final String PATIENCE = "900";

  private final Output<String> kubeconfig;
  private final Resource healthy;

  /** {@code ready} is what must be there first: servers and every security group rule. */
  public ClusterAccess(
      String name,
      ClusterPlan plan,
      Output<String> talosconfig,
      List<? extends Resource> ready,
      Component parent) {
    super("cluster:ClusterAccess", name, parent, List.of());
    String first = plan.controlPlane().get(0).address().toString();
    Command bootstrap =
        Script.run(
            childName("bootstrap"),
            "bootstrap.sh",
            Map.of("NODE", first, "PATIENCE", PATIENCE),
            talosconfig,
            child().dependsOn(ready.toArray(Resource[]::new)));
    Command access =
        Script.run(
            childName("kubeconfig"),
            "kubeconfig.sh",
            Map.of(
                "NODE",
                first,
                "CLUSTER",
                plan.name().text(),
                "SERVER",
                plan.endpoint().outerUrl(),
                "PATIENCE",
                PATIENCE),
            talosconfig,
            child().dependsOn(bootstrap));
    this.kubeconfig = access.stdout();
    this.healthy =
        Script.run(
            childName("healthy"),
            "healthy.sh",
            Map.of("NODES", String.valueOf(plan.nodes().size()), "PATIENCE", PATIENCE),
            kubeconfig,
            child());
    finished();
  }

  /** Administrator's way in, through the floating address; secret. */
  public Output<String> kubeconfig() {
    return kubeconfig;
  }

  /** Made when every node is Ready. */
  public Resource healthy() {
    return healthy;
  }
}
