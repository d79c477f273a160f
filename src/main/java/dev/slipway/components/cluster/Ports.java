package dev.slipway.components.cluster;

import com.pulumi.openstack.networking.Port;
import com.pulumi.openstack.networking.PortArgs;
import com.pulumi.openstack.networking.inputs.PortAllowedAddressPairArgs;
import com.pulumi.openstack.networking.inputs.PortFixedIpArgs;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.components.network.ProjectNetwork;
import dev.slipway.components.network.SecurityGroups;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.PortPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.value.IpAddress;
import java.util.List;
import java.util.function.Supplier;

/** The ports of a cluster, each with its planned address and in one security group. */
final class Ports {
  private final ClusterPlan plan;
  private final ProjectNetwork.NetworkRefs network;
  private final SecurityGroups groups;
  private final Supplier<CustomResourceOptions.Builder> options;

  Ports(
      ClusterPlan plan,
      ProjectNetwork.NetworkRefs network,
      SecurityGroups groups,
      Supplier<CustomResourceOptions.Builder> options) {
    this.plan = plan;
    this.network = network;
    this.groups = groups;
    this.options = options;
  }

  /** Creates the port of a server. */
  Port of(ServerPlan node) {
    return port(PortPlan.of(plan, node));
  }

  /** Creates the port of the virtual IP. */
  Port virtualIp() {
    return port(PortPlan.virtualIp(plan));
  }

  private Port port(PortPlan port) {
    PortArgs.Builder args =
        PortArgs.builder()
            .name(port.name())
            .networkId(network.networkId())
            .fixedIps(
                PortFixedIpArgs.builder()
                    .subnetId(network.subnetId())
                    .ipAddress(port.address().toString())
                    .build())
            .securityGroupIds(groups.id(port.group()).applyValue(List::of))
            .adminStateUp(true);
    // Only the owner of a network may set this; on a shared network preflight checks that it is on.
    if (!plan.network().isShared()) {
      args.portSecurityEnabled(true);
    }
    if (!port.allowedAddresses().isEmpty()) {
      args.allowedAddressPairs(port.allowedAddresses().stream().map(Ports::pair).toList());
    }
    return new Port(
        port.name() + "-port",
        args.build(),
        options.get().ignoreChanges(FixedInputs.PORT.toArray(String[]::new)).build());
  }

  private static PortAllowedAddressPairArgs pair(IpAddress address) {
    return PortAllowedAddressPairArgs.builder().ipAddress(address.toString()).build();
  }
}
