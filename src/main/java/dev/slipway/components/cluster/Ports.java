package dev.slipway.components.cluster;

import com.pulumi.openstack.networking.Port;
import com.pulumi.openstack.networking.PortArgs;
import com.pulumi.openstack.networking.inputs.PortAllowedAddressPairArgs;
import com.pulumi.openstack.networking.inputs.PortFixedIpArgs;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.components.network.OpenStackNetwork;
import dev.slipway.components.network.SecurityGroups;
import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.cluster.NodePlan;
import dev.slipway.plan.cluster.NodeRole;
import dev.slipway.value.IpAddress;
import java.util.List;
import java.util.function.Supplier;

/**
 * Ports in a cluster's network, each with an address that the plan chose and in a group of ours.
 */
final class Ports {
  private final ClusterPlan plan;
  private final OpenStackNetwork.Refs network;
  private final SecurityGroups groups;
  private final Supplier<CustomResourceOptions.Builder> options;

  Ports(
      ClusterPlan plan,
      OpenStackNetwork.Refs network,
      SecurityGroups groups,
      Supplier<CustomResourceOptions.Builder> options) {
    this.plan = plan;
    this.network = network;
    this.groups = groups;
    this.options = options;
  }

  /** The server's own. One of a pair may also send as the endpoint. */
  Port of(NodePlan node) {
    PortArgs.Builder args = args(node.name(), node.address(), groupOf(node.role()));
    if (node.role() == NodeRole.LOAD_BALANCER && plan.endpoint().isPair()) {
      args.allowedAddressPairs(
          PortAllowedAddressPairArgs.builder()
              .ipAddress(plan.endpoint().address().toString())
              .build());
    }
    return new Port(node.name() + "-port", args.build(), options.get().build());
  }

  /** Of no server: keeps the address that a pair hands over, and carries its floating IP. */
  Port ofEndpoint() {
    String name = plan.name() + "-endpoint";
    PortArgs.Builder args = args(name, plan.endpoint().address(), groupOf(NodeRole.LOAD_BALANCER));
    return new Port(name + "-port", args.build(), options.get().build());
  }

  /** The security group of a role. */
  String groupOf(NodeRole role) {
    return plan.name() + "-" + role.text();
  }

  private PortArgs.Builder args(String name, IpAddress address, String group) {
    PortArgs.Builder args =
        PortArgs.builder()
            .name(name)
            .networkId(network.networkId())
            .fixedIps(
                PortFixedIpArgs.builder()
                    .subnetId(network.subnetId())
                    .ipAddress(address.toString())
                    .build())
            .securityGroupIds(groups.id(group).applyValue(List::of))
            .adminStateUp(true);
    // Of a shared network only its owner may name this, on or off; preflight sees that it is on.
    return plan.network().isShared() ? args : args.portSecurityEnabled(true);
  }
}
