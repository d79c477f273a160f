package dev.slipway.components.cluster;

import com.pulumi.command.local.Command;
import com.pulumi.command.local.enums.Logging;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.plan.cluster.ConfigurationChannel;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Commands that give the running load balancers the planned configuration, one after another; the
 * decision is in docs/adr/0016.
 */
public final class LoadBalancerNodes extends Component {
  /** Enough for a new server that installs its packages from a slow mirror. */
  private static final String TIMEOUT_SECONDS = "600";

  private final ClusterPlan plan;

  /**
   * Creates the commands.
   *
   * @param ready what must be complete first: two machines must not change at the same time
   */
  public LoadBalancerNodes(
      String name,
      ClusterPlan plan,
      LoadBalancerAuthority authority,
      List<? extends Resource> ready,
      Component parent) {
    super("cluster:LoadBalancerNodes", name, parent, List.of());
    this.plan = plan;
    List<Resource> before = new ArrayList<>(ready);
    List<ServerPlan> servers = plan.endpoint().servers();
    // The last one first: it is the standby of a pair.
    for (int i = servers.size() - 1; i >= 0; i--) {
      before.add(command(i, servers.get(i), authority, before));
    }
    complete();
  }

  private Command command(
      int index, ServerPlan server, LoadBalancerAuthority authority, List<Resource> before) {
    String request = ConfigurationChannel.request(plan, server);
    return ShellScript.converge(
        server.name() + "-node",
        List.of("configure-load-balancer.sh"),
        Map.of(
            "NODE", server.name(),
            "CLIENT", ConfigurationChannel.clientName(plan),
            "ENDPOINT", plan.endpoint().externalAddress().toString(),
            "PORT", String.valueOf(ConfigurationChannel.port(index)),
            "API_PORT", String.valueOf(Traffic.KUBERNETES_API.first()),
            "TIMEOUT", TIMEOUT_SECONDS),
        authority.lines().applyValue(lines -> lines + "\n---\n" + request),
        Logging.Stderr,
        child().dependsOn(before.toArray(Resource[]::new)));
  }

  /** Returns true: the commands have no output that is used. */
  @Override
  public boolean isReplaceable(String resource) {
    return true;
  }
}
