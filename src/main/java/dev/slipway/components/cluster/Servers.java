package dev.slipway.components.cluster;

import com.pulumi.core.Output;
import com.pulumi.openstack.compute.Instance;
import com.pulumi.openstack.compute.InstanceArgs;
import com.pulumi.openstack.compute.ServerGroup;
import com.pulumi.openstack.compute.ServerGroupArgs;
import com.pulumi.openstack.compute.inputs.InstanceNetworkArgs;
import com.pulumi.openstack.compute.inputs.InstanceSchedulerHintArgs;
import com.pulumi.openstack.networking.FloatingIp;
import com.pulumi.openstack.networking.FloatingIpArgs;
import com.pulumi.openstack.networking.Port;
import com.pulumi.openstack.networking.PortArgs;
import com.pulumi.openstack.networking.inputs.PortFixedIpArgs;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.components.Component;
import dev.slipway.components.network.OpenStackNetwork;
import dev.slipway.components.network.SecurityGroups;
import dev.slipway.document.Json;
import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.cluster.HaproxyConfig;
import dev.slipway.plan.cluster.NodePlan;
import dev.slipway.plan.cluster.NodeRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every server of a cluster, each with a port of its own whose address the plan chose. */
public final class Servers extends Component {
  private final ClusterPlan plan;
  private final OpenStackNetwork.Refs network;
  private final SecurityGroups groups;
  private final List<Instance> servers = new ArrayList<>();

  /** Makes the control plane, the workers and the HAProxy server. */
  public Servers(
      String name,
      ClusterPlan plan,
      OpenStackNetwork.Refs network,
      SecurityGroups groups,
      TalosSecrets talos,
      Component parent) {
    super("cluster:Servers", name, parent, List.of());
    this.plan = plan;
    this.network = network;
    this.groups = groups;
    ServerGroup apart = antiAffinity();
    plan.controlPlane().forEach(node -> talosNode(node, talos, List.of(hint(apart))));
    plan.workers().forEach(node -> talosNode(node, talos, List.of()));
    loadBalancer();
    finished();
  }

  /** What must run before the cluster is bootstrapped. */
  public List<Instance> all() {
    return List.copyOf(servers);
  }

  private ServerGroup antiAffinity() {
    return new ServerGroup(
        childName("control-plane"),
        // Hard: two members of etcd on one hypervisor are one failure away from no majority.
        ServerGroupArgs.builder()
            .name(plan.name() + "-control-plane")
            .policies("anti-affinity")
            .build(),
        child().build());
  }

  private static InstanceSchedulerHintArgs hint(ServerGroup group) {
    return InstanceSchedulerHintArgs.builder().group(group.id()).build();
  }

  private void talosNode(NodePlan node, TalosSecrets talos, List<InstanceSchedulerHintArgs> hints) {
    boolean keepsState = node.role() == NodeRole.CONTROL_PLANE;
    CustomResourceOptions.Builder options =
        child().protect(keepsState && plan.environment().holdsCustomers());
    server(node, port(node), talos.machineConfig(node), hints, options);
  }

  private void loadBalancer() {
    NodePlan node = plan.endpoint().server();
    Port port = port(node);
    String userData = Json.cloudConfig(HaproxyConfig.cloudConfig(plan));
    server(node, port, Output.of(userData), List.of(), child());
    new FloatingIp(
        childName("floating-ip"),
        FloatingIpArgs.builder()
            .pool(plan.network().externalNetwork())
            .address(plan.endpoint().floatingAddress().toString())
            .portId(port.id())
            .description("Slipway: API of " + plan.name())
            .build(),
        child().dependsOn(network.routerInterface()).build());
  }

  private Port port(NodePlan node) {
    return new Port(
        node.name() + "-port",
        PortArgs.builder()
            .name(node.name())
            .networkId(network.networkId())
            .fixedIps(
                PortFixedIpArgs.builder()
                    .subnetId(network.subnetId())
                    .ipAddress(node.address().toString())
                    .build())
            .securityGroupIds(
                groups.id(plan.name() + "-" + node.role().text()).applyValue(List::of))
            .portSecurityEnabled(true)
            .adminStateUp(true)
            .build(),
        child().build());
  }

  private void server(
      NodePlan node,
      Port port,
      Output<String> userData,
      List<InstanceSchedulerHintArgs> hints,
      CustomResourceOptions.Builder options) {
    servers.add(
        new Instance(
            node.name(),
            InstanceArgs.builder()
                .name(node.name())
                .flavorName(node.flavor())
                .imageName(node.image())
                // The metadata service takes less user data and is a way in; a config drive is not.
                .configDrive(true)
                .userData(userData)
                .networks(InstanceNetworkArgs.builder().port(port.id()).build())
                .schedulerHints(hints)
                .metadata(Map.of("cluster", plan.name().text(), "role", node.role().text()))
                .build(),
            options.dependsOn(network.routerInterface()).deleteBeforeReplace(true).build()));
  }
}
