package dev.slipway.components.cluster;

import com.pulumi.command.local.Command;
import com.pulumi.core.Output;
import com.pulumi.openstack.compute.Instance;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.guard.BundleScript;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.Taint;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Commands that bring each running machine to its planned configuration, one machine after another:
 * first the control plane, then the workers. Each waits until the cluster is healthy before and
 * after it changes a machine. The decision is in docs/adr/0015.
 */
public final class MachineCommands extends Component {
  /** Enough for a new control plane that pulls its images to a slow disk. */
  private static final String TIMEOUT_SECONDS = "900";

  /** The kubelet looks for new static pods every 20 s, and then their programs restart. */
  private static final String SETTLE_SECONDS = "45";

  private static final String DRAIN_SECONDS = "300";

  /** Enough for the connections that show whether a firewall refuses this computer. */
  private static final String TRY_SECONDS = "30";

  /** Enough for an API server or a kubelet that restarts. */
  private static final String REMOVAL_TIMEOUT_SECONDS = "60";

  private final ClusterPlan plan;
  private final TalosSecrets talos;
  private final Servers servers;
  private Resource last;

  /**
   * Creates the commands.
   *
   * @param bootstrap the resource without which no cluster is healthy
   */
  public MachineCommands(
      String name,
      ClusterPlan plan,
      TalosSecrets talos,
      Servers servers,
      Resource bootstrap,
      Component parent) {
    super("cluster:MachineCommands", name, parent, List.of());
    this.plan = plan;
    this.talos = talos;
    this.servers = servers;
    this.last = bootstrap;
    List<ServerPlan> nodes = plan.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      last = configure(nodes.get(i), "%d of %d".formatted(i + 1, nodes.size()));
    }
    complete();
  }

  /** Returns true: the commands hold nothing. */
  @Override
  public boolean isReplaceable(String resource) {
    return true;
  }

  /** Returns the command that ends when every machine is configured and the cluster is healthy. */
  public Resource healthy() {
    return last;
  }

  private Command configure(ServerPlan node, String position) {
    boolean isRemovable = node.role() != ServerRole.CONTROL_PLANE;
    return ShellScript.converge(
        node.name() + "-node",
        isRemovable ? ShellScript.MACHINE_WITH_REMOVAL : ShellScript.MACHINE,
        environment(node, position),
        talos.bundleAnd(talos.userData(node)),
        child().dependsOn(last));
  }

  private Output<Map<String, String>> environment(ServerPlan node, String position) {
    Map<String, String> all = BundleScript.environment(plan);
    all.put("MACHINE", node.name());
    all.put("ADDRESS", node.address().toString());
    all.put("ROLE", node.role().text());
    all.put("POSITION", position);
    all.put("TALOS", plan.talos().toString());
    all.put("TIMEOUT", TIMEOUT_SECONDS);
    all.put("SETTLE", SETTLE_SECONDS);
    all.put("DRAIN_TIMEOUT", DRAIN_SECONDS);
    all.put("TRY", TRY_SECONDS);
    if (node.role() == ServerRole.WORKER) {
      all.put("REMOVAL_TIMEOUT", REMOVAL_TIMEOUT_SECONDS);
      all.put(
          "TAINTS",
          node.pool().taints().stream().map(Taint::toString).collect(Collectors.joining(" ")));
    }
    Instance server = servers.instance(node);
    return server
        .id()
        .applyValue(
            id -> {
              // A server that was created again makes the command run.
              all.put("SERVER_ID", id);
              return all;
            });
  }
}
