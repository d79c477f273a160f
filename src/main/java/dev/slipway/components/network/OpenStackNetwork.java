package dev.slipway.components.network;

import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.openstack.networking.Network;
import com.pulumi.openstack.networking.NetworkArgs;
import com.pulumi.openstack.networking.NetworkingFunctions;
import com.pulumi.openstack.networking.Router;
import com.pulumi.openstack.networking.RouterArgs;
import com.pulumi.openstack.networking.RouterInterface;
import com.pulumi.openstack.networking.RouterInterfaceArgs;
import com.pulumi.openstack.networking.Subnet;
import com.pulumi.openstack.networking.SubnetArgs;
import com.pulumi.openstack.networking.inputs.GetNetworkArgs;
import com.pulumi.openstack.networking.inputs.RouterExternalFixedIpArgs;
import com.pulumi.openstack.networking.outputs.GetNetworkResult;
import dev.slipway.components.Component;
import dev.slipway.plan.network.NetworkPlan;
import java.util.List;

/** Network, subnet and router of kind {@code tenant}. */
public final class OpenStackNetwork extends Component {
  private final Refs refs;

  /** What others need: a server's port, and the way out before a floating IP is attached. */
  public record Refs(
      Output<String> networkId, Output<String> subnetId, RouterInterface routerInterface) {}

  /** Makes the network of {@code plan}. */
  public OpenStackNetwork(String name, NetworkPlan plan, Component parent) {
    super("network:OpenStackNetwork", name, parent, List.of());
    Network network =
        new Network(
            childName("network"),
            NetworkArgs.builder().name(name).adminStateUp(true).build(),
            child().build());
    Subnet subnet = new Subnet(childName("subnet"), subnet(plan, network), child().build());
    Router router = new Router(childName("router"), router(plan), child().build());
    RouterInterface routerInterface =
        new RouterInterface(
            childName("router-interface"),
            RouterInterfaceArgs.builder().routerId(router.id()).subnetId(subnet.id()).build(),
            child().build());
    this.refs = new Refs(network.id(), subnet.id(), routerInterface);
    finished();
  }

  /** Ids of what was made. */
  public Refs refs() {
    return refs;
  }

  private SubnetArgs subnet(NetworkPlan plan, Network network) {
    return SubnetArgs.builder()
        .name(name())
        .networkId(network.id())
        .ipVersion(4)
        .cidr(plan.prefix().toString())
        .gatewayIp(plan.gateway().toString())
        // Talos and cloud-init read their fixed addresses from the config drive.
        .enableDhcp(false)
        .build();
  }

  private RouterArgs router(NetworkPlan plan) {
    Output<String> external =
        NetworkingFunctions.getNetwork(
                GetNetworkArgs.builder().name(plan.externalNetwork()).external(true).build(),
                InvokeOptions.builder().parent(this).build())
            .applyValue(GetNetworkResult::id);
    return RouterArgs.builder()
        .name(name())
        .adminStateUp(true)
        .externalNetworkId(external)
        .externalFixedIps(
            RouterExternalFixedIpArgs.builder().ipAddress(plan.egressAddress().toString()).build())
        .build();
  }
}
