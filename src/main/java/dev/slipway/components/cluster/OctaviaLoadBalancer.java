package dev.slipway.components.cluster;

import com.pulumi.openstack.loadbalancer.Listener;
import com.pulumi.openstack.loadbalancer.ListenerArgs;
import com.pulumi.openstack.loadbalancer.LoadBalancer;
import com.pulumi.openstack.loadbalancer.LoadBalancerArgs;
import com.pulumi.openstack.loadbalancer.Member;
import com.pulumi.openstack.loadbalancer.MemberArgs;
import com.pulumi.openstack.loadbalancer.Monitor;
import com.pulumi.openstack.loadbalancer.MonitorArgs;
import com.pulumi.openstack.loadbalancer.Pool;
import com.pulumi.openstack.loadbalancer.PoolArgs;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.components.network.ProjectNetwork;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.ListenerPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.value.OctaviaProvider;
import java.util.ArrayList;
import java.util.List;

/** Octavia's load balancer at the endpoint's address: TLS is passed through, never opened. */
public final class OctaviaLoadBalancer extends Component {
  /** As HAProxy of ours has it: people watch for long, and an amphora would cut after 50 s. */
  private static final int IDLE_MILLISECONDS = 3_600_000;

  /** As HAProxy of ours has it. */
  private static final int MOST_CONNECTIONS = 4000;

  private static final int MONITOR_SECONDS = 5;
  private static final int MONITOR_PATIENCE_SECONDS = 3;
  private static final int MONITOR_TRIES = 2;

  private final ClusterPlan plan;
  private final OctaviaProvider provider;
  private final ProjectNetwork.NetworkRefs network;
  private final List<Resource> all = new ArrayList<>();

  /** Makes the load balancer and everything behind each of its ports. */
  public OctaviaLoadBalancer(
      String name,
      ClusterPlan plan,
      EndpointPlan.Octavia endpoint,
      ProjectNetwork.NetworkRefs network,
      Servers servers,
      Component parent) {
    super("cluster:OctaviaLoadBalancer", name, parent, List.of());
    this.plan = plan;
    this.provider = endpoint.provider();
    this.network = network;
    LoadBalancer loadBalancer = loadBalancer();
    plan.listeners().forEach(listener -> listen(listener, loadBalancer, servers));
    EndpointFloatingIp.attach(
        childName("floating-ip"), plan, loadBalancer.vipPortId(), network, child());
    complete();
  }

  /** What must be there before the cluster is bootstrapped. */
  public List<Resource> all() {
    return List.copyOf(all);
  }

  private LoadBalancer loadBalancer() {
    return new LoadBalancer(
        childName("load-balancer"),
        LoadBalancerArgs.builder()
            .name(name())
            .description("Slipway: API of " + plan.name())
            .loadbalancerProvider(provider.text())
            .vipSubnetId(network.subnetId())
            .vipAddress(plan.endpoint().address().toString())
            .build(),
        // Its own address must stay free until the old one is gone.
        child().deleteBeforeReplace(true).build());
  }

  private void listen(ListenerPlan given, LoadBalancer loadBalancer, Servers servers) {
    String name = childName(given.name());
    Listener listener = listener(name, given, loadBalancer);
    Pool pool = pool(name, listener);
    List<Resource> members = new ArrayList<>();
    plan.controlPlane().forEach(node -> members.add(member(given, node, pool, servers)));
    all.addAll(members);
    all.add(monitor(name, pool, members));
  }

  private Listener listener(String name, ListenerPlan given, LoadBalancer loadBalancer) {
    ListenerArgs.Builder args =
        ListenerArgs.builder()
            .name(name)
            .loadbalancerId(loadBalancer.id())
            .protocol("TCP")
            .protocolPort(given.traffic().first());
    if (provider == OctaviaProvider.AMPHORA) {
      args.allowedCidrs(given.allowed().stream().map(Object::toString).toList())
          .connectionLimit(MOST_CONNECTIONS)
          .timeoutClientData(IDLE_MILLISECONDS)
          .timeoutMemberData(IDLE_MILLISECONDS);
    }
    return new Listener(name + "-listener", args.build(), child().build());
  }

  private Pool pool(String name, Listener listener) {
    return new Pool(
        name + "-pool",
        PoolArgs.builder()
            .name(name)
            .listenerId(listener.id())
            .protocol("TCP")
            .lbMethod(provider == OctaviaProvider.OVN ? "SOURCE_IP_PORT" : "LEAST_CONNECTIONS")
            .build(),
        child().build());
  }

  private Member member(ListenerPlan listener, ServerPlan node, Pool pool, Servers servers) {
    return new Member(
        node.name() + "-" + listener.name() + "-member",
        MemberArgs.builder()
            .name(node.name())
            .poolId(pool.id())
            .subnetId(network.subnetId())
            .address(node.address().toString())
            .protocolPort(listener.traffic().first())
            .build(),
        // OVN gives up a member whose port it does not find.
        child().dependsOn(servers.port(node)).build());
  }

  private Monitor monitor(String name, Pool pool, List<Resource> members) {
    return new Monitor(
        name + "-monitor",
        MonitorArgs.builder()
            .name(name)
            .poolId(pool.id())
            .type("TCP")
            .delay(MONITOR_SECONDS)
            .timeout(MONITOR_PATIENCE_SECONDS)
            .maxRetries(MONITOR_TRIES)
            .maxRetriesDown(MONITOR_TRIES)
            .build(),
        // Ends before its members, or OVN's provider leaves its port there (osism/issues 921).
        child().dependsOn(members).build());
  }
}
