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
import com.pulumi.openstack.networking.inputs.SubnetAllocationPoolArgs;
import com.pulumi.openstack.networking.outputs.GetNetworkResult;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.plan.model.NetworkPlan;
import dev.slipway.plan.model.RouterPlan;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.util.List;

/** The network, subnet and router of a stack whose network kind is {@code project}. */
public final class ProjectNetwork extends Component {
  private final NetworkRefs refs;

  /**
   * The ids that other components need.
   *
   * @param subnetId the IPv4 subnet
   * @param egressDependencies resources that must exist before a floating IP is attached and before
   *     a server uses the Internet
   */
  public record NetworkRefs(
      Output<String> networkId, Output<String> subnetId, List<Resource> egressDependencies) {
    /** Copies the list. */
    public NetworkRefs {
      egressDependencies = List.copyOf(egressDependencies);
    }
  }

  /** Creates the network with its router. */
  public ProjectNetwork(String name, NetworkPlan plan, RouterPlan routerPlan, Component parent) {
    super("network:OpenStackNetwork", name, parent, List.of());
    Network network =
        new Network(
            childName("network"),
            NetworkArgs.builder().name(name).adminStateUp(true).build(),
            child().build());
    Subnet subnet =
        new Subnet(childName("subnet"), subnet(plan, routerPlan, network), child().build());
    Router router = new Router(childName("router"), router(routerPlan), routerOptions(routerPlan));
    RouterInterface routerInterface =
        new RouterInterface(
            childName("router-interface"),
            RouterInterfaceArgs.builder().routerId(router.id()).subnetId(subnet.id()).build(),
            child().build());
    this.refs = new NetworkRefs(network.id(), subnet.id(), List.of(routerInterface));
    complete();
  }

  /** Returns the ids of network and subnet. */
  public NetworkRefs refs() {
    return refs;
  }

  private SubnetArgs subnet(NetworkPlan plan, RouterPlan router, Network network) {
    SubnetArgs.Builder args =
        SubnetArgs.builder()
            .name(name())
            .networkId(network.id())
            .ipVersion(4)
            .cidr(plan.cidr().toString())
            .gatewayIp(router.gateway().toString())
            // Nova writes them to the config drive; cloud-init takes resolvers from nowhere else.
            .dnsNameservers(plan.serverResolvers().stream().map(IpAddress::toString).toList())
            // Talos and cloud-init read their fixed addresses from the config drive.
            .enableDhcp(false);
    plan.allocationPool().ifPresent(range -> args.allocationPools(pool(range)));
    return args.build();
  }

  private static SubnetAllocationPoolArgs pool(IpPrefix range) {
    return SubnetAllocationPoolArgs.builder()
        .start(range.address(0).toString())
        .end(range.address((int) range.size() - 1).toString())
        .build();
  }

  /**
   * A reserved router is imported with the addresses that Neutron gave it: an IPv6 address too, if
   * the external network has one. The guard compares the IPv4 address with the plan. A destroy does
   * not delete it, so that no other project gets an address that rules of other clusters name.
   */
  private CustomResourceOptions routerOptions(RouterPlan plan) {
    return plan.id()
        .map(
            id ->
                child().importId(id.text()).ignoreChanges("externalFixedIps").retainOnDelete(true))
        .orElseGet(this::child)
        .build();
  }

  private RouterArgs router(RouterPlan plan) {
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
            RouterExternalFixedIpArgs.builder().ipAddress(plan.externalIp().toString()).build())
        .build();
  }
}
