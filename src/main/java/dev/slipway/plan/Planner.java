package dev.slipway.plan;

import dev.slipway.config.EndpointConfig;
import dev.slipway.config.Fleet;
import dev.slipway.config.GitOpsConfig;
import dev.slipway.config.NetworkConfig;
import dev.slipway.config.NodePoolConfig;
import dev.slipway.config.StackConfig;
import dev.slipway.config.StackFile;
import dev.slipway.plan.cluster.EndpointPlan;
import dev.slipway.plan.cluster.NodePlan;
import dev.slipway.plan.cluster.NodeRole;
import dev.slipway.plan.gitops.ArgoCdPlan;
import dev.slipway.plan.network.AddressPlan;
import dev.slipway.plan.network.NetworkPlan;
import dev.slipway.value.IpAddress;
import dev.slipway.value.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Turns a valid fleet into a plan. The same stack files always give the same plan. */
public final class Planner {
  private Planner() {}

  /** Plans every cluster of the fleet. */
  public static FleetPlan plan(Fleet fleet) {
    return new FleetPlan(fleet.files().stream().map(Planner::cluster).toList());
  }

  private static ClusterPlan cluster(StackFile file) {
    StackConfig config = file.config();
    Name stack = file.stack();
    AddressPlan addresses = new AddressPlan(config.network().prefix());
    return new ClusterPlan(
        stack,
        config.kind(),
        config.environment(),
        config.datacenter(),
        config.cloud().text(),
        network(config.network(), addresses),
        endpoint(stack, config.endpoint()),
        controlPlane(stack, config, addresses),
        workers(stack, config, addresses),
        config.kubernetes(),
        config.talos(),
        config.access().adminPrefixes(),
        new ClusterPlan.Identity(
            config.identity().issuer(),
            config.identity().audience().text(),
            config.identity().organization().text()),
        Optional.ofNullable(config.gitops()).map(Planner::argocd));
  }

  private static NetworkPlan network(NetworkConfig network, AddressPlan addresses) {
    return new NetworkPlan(
        network.prefix(),
        addresses.gateway(),
        network.externalNetwork().text(),
        network.egressAddress());
  }

  private static EndpointPlan endpoint(Name stack, EndpointConfig endpoint) {
    String role = NodeRole.LOAD_BALANCER.text();
    NodePlan server =
        new NodePlan(
            stack + "-" + role + "-1",
            NodeRole.LOAD_BALANCER,
            role,
            endpoint.address(),
            endpoint.flavor().text(),
            endpoint.image().text());
    return new EndpointPlan(server, endpoint.floatingAddress(), endpoint.dnsName());
  }

  private static List<NodePlan> controlPlane(Name stack, StackConfig config, AddressPlan places) {
    return IntStream.range(0, config.controlPlane().count())
        .mapToObj(
            i ->
                node(
                    stack,
                    config,
                    NodeRole.CONTROL_PLANE,
                    NodeRole.CONTROL_PLANE.text(),
                    i,
                    places.controlPlane(i),
                    config.controlPlane().flavor().text()))
        .toList();
  }

  private static List<NodePlan> workers(Name stack, StackConfig config, AddressPlan places) {
    List<NodePlan> workers = new ArrayList<>();
    int pool = 0;
    for (Map.Entry<Name, NodePoolConfig> entry : new TreeMap<>(config.workers()).entrySet()) {
      for (int i = 0; i < entry.getValue().count(); i++) {
        workers.add(
            node(
                stack,
                config,
                NodeRole.WORKER,
                entry.getKey().text(),
                i,
                places.worker(pool, i),
                entry.getValue().flavor().text()));
      }
      pool++;
    }
    return workers;
  }

  private static NodePlan node(
      Name stack,
      StackConfig config,
      NodeRole role,
      String pool,
      int index,
      IpAddress address,
      String flavor) {
    String name = stack + "-" + pool + "-" + (index + 1);
    return new NodePlan(name, role, pool, address, flavor, config.image().text());
  }

  private static ArgoCdPlan argocd(GitOpsConfig gitops) {
    return new ArgoCdPlan(
        gitops.argocd().version(),
        gitops.argocd().sha256(),
        gitops.repository(),
        gitops.revision().text());
  }
}
