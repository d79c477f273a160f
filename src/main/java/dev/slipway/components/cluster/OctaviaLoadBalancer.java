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

/** Octavia's load balancer at the endpoint's address. It passes TLS through. */
public final class OctaviaLoadBalancer extends Component {
  /**
   * The idle timeout of {@code HaproxyConfig}: {@code kubectl get --watch} outlives the default of
   * an amphora, 50 s.
   */
  private static final int IDLE_MILLISECONDS = 3_600_000;

  /** The limit of {@code HaproxyConfig}. */
  private static final int MAX_CONNECTIONS = 4000;

  private static final int MONITOR_INTERVAL_SECONDS = 5;
  private static final int MONITOR_TIMEOUT_SECONDS = 3;
  private static final int MONITOR_TRIES = 2;

  private final ClusterPlan plan;
  private final OctaviaProvider provider;
  private final ProjectNetwork.NetworkRefs network;
  private final List<Resource> path = new ArrayList<>();

  /** Creates the load balancer with listeners, pools, members and monitors. */
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
    plan.listeners().forEach(listener -> listener(listener, loadBalancer, servers));
    path.addAll(
        new EndpointFloatingIp(childName("floating-ip"), plan, network, this::child)
            .attach(loadBalancer.vipPortId()));
    complete();
  }

  /** Returns what the bootstrap needs to reach the cluster: members, monitors, the floating IP. */
  public List<Resource> path() {
    return List.copyOf(path);
  }

  private LoadBalancer loadBalancer() {
    return new LoadBalancer(
        childName("load-balancer"),
        LoadBalancerArgs.builder()
            .name(name())
            .description(EndpointPlan.description(plan.name()))
            .loadbalancerProvider(provider.text())
            .vipSubnetId(network.subnetId())
            .vipAddress(plan.endpoint().address().toString())
            .build(),
        // Two load balancers cannot have the same address.
        child().deleteBeforeReplace(true).build());
  }

  private void listener(ListenerPlan planned, LoadBalancer loadBalancer, Servers servers) {
    String name = childName(planned.name());
    Listener listener = listener(name, planned, loadBalancer);
    Pool pool = pool(name, listener);
    List<Resource> members = new ArrayList<>();
    plan.controlPlane().forEach(node -> members.add(member(planned, node, pool, servers)));
    path.addAll(members);
    path.add(monitor(name, pool, members));
  }

  private Listener listener(String name, ListenerPlan planned, LoadBalancer loadBalancer) {
    ListenerArgs.Builder args =
        ListenerArgs.builder()
            .name(name)
            .loadbalancerId(loadBalancer.id())
            .protocol("TCP")
            .protocolPort(planned.traffic().first());
    if (provider == OctaviaProvider.AMPHORA) {
      args.allowedCidrs(planned.allowed().stream().map(Object::toString).toList())
          .connectionLimit(MAX_CONNECTIONS)
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
        // The OVN provider sets a member without a port to ERROR.
        child().dependsOn(servers.port(node)).build());
  }

  private Monitor monitor(String name, Pool pool, List<Resource> members) {
    return new Monitor(
        name + "-monitor",
        MonitorArgs.builder()
            .name(name)
            .poolId(pool.id())
            .type("TCP")
            .delay(MONITOR_INTERVAL_SECONDS)
            .timeout(MONITOR_TIMEOUT_SECONDS)
            .maxRetries(MONITOR_TRIES)
            .maxRetriesDown(MONITOR_TRIES)
            .build(),
        // If a member is deleted first, the OVN provider leaves the monitor's port behind.
        // Source: osism/issues 921.
        child().dependsOn(members).build());
  }
}
