package dev.slipway.components.cluster;

import com.pulumi.command.local.Command;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bootstraps etcd once, waits until the cluster is healthy, and fetches the way in. */
public final class ClusterBootstrap extends Component {
  /** A control plane on slow disks with images to pull; seconds. */
  private static final String PATIENCE = "900";

  private final ClusterPlan plan;
  private final Output<String> talosconfig;
  private final Output<String> kubeconfig;
  private final Resource healthy;

  /** {@code ready} is what must be there first: servers and every security group rule. */
  public ClusterBootstrap(
      String name,
      ClusterPlan plan,
      Output<String> talosconfig,
      List<? extends Resource> ready,
      Component parent) {
    super("cluster:ClusterAccess", name, parent, List.of());
    this.plan = plan;
    this.talosconfig = talosconfig;
    Command bootstrap = script("bootstrap", Map.of(), ready);
    Map<String, String> all = Map.of("CONTROL_PLANES", String.valueOf(plan.controlPlane().size()));
    Command members = script("members", all, List.of(bootstrap));
    Map<String, String> wayIn =
        Map.of("CLUSTER", plan.name().text(), "SERVER", plan.endpoint().externalUrl());
    this.kubeconfig = script("kubeconfig", wayIn, List.of(bootstrap)).stdout();
    this.healthy =
        ShellScript.run(
            childName("healthy"),
            "healthy.sh",
            Map.of("NODES", String.valueOf(plan.nodes().size()), "PATIENCE", PATIENCE),
            kubeconfig,
            child().dependsOn(members));
    complete();
  }

  /** No command of this component has data that etcd does not have. */
  @Override
  public boolean isReplaceable(String resource) {
    return true;
  }

  /** One that asks the first control plane, by Talos' API. */
  private Command script(String name, Map<String, String> more, List<? extends Resource> after) {
    Map<String, String> environment = new TreeMap<>(more);
    environment.put("NODE", plan.controlPlane().get(0).address().toString());
    environment.put("PATIENCE", PATIENCE);
    return ShellScript.run(
        childName(name),
        name + ".sh",
        environment,
        talosconfig,
        child().dependsOn(after.toArray(Resource[]::new)));
  }

  /** Administrator's way in, through the floating address; secret. */
  public Output<String> kubeconfig() {
    return kubeconfig;
  }

  /** Made when every control plane is a member of etcd and every node is Ready. */
  public Resource healthy() {
    return healthy;
  }
}
