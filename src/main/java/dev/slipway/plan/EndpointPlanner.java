package dev.slipway.plan;

import dev.slipway.config.EndpointConfig;
import dev.slipway.config.EndpointKind;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.EndpointPlan.AmphoraLoadBalancer;
import dev.slipway.plan.model.EndpointPlan.HaproxyPair;
import dev.slipway.plan.model.EndpointPlan.OvnLoadBalancer;
import dev.slipway.plan.model.EndpointPlan.SingleHaproxy;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.value.DnsName;
import dev.slipway.value.IpAddress;
import dev.slipway.value.NeutronId;
import dev.slipway.value.OctaviaProvider;
import java.util.List;
import java.util.Optional;

/** Plans the endpoint of one stack. */
final class EndpointPlanner {
  private EndpointPlanner() {}

  /** {@code servers} are the stack's HAProxy servers: none, one or two. */
  static EndpointPlan plan(EndpointConfig config, List<ServerPlan> servers) {
    IpAddress address = config.address();
    Optional<IpAddress> floatingIp = Optional.ofNullable(config.floatingIp());
    Optional<NeutronId> id = Optional.ofNullable(config.floatingIpId());
    DnsName name = config.dnsName();
    if (config.kind() == EndpointKind.OCTAVIA) {
      return config.provider() == OctaviaProvider.OVN
          ? new OvnLoadBalancer(address, floatingIp, id, name)
          : new AmphoraLoadBalancer(address, floatingIp, id, name);
    }
    return servers.size() == 1
        ? new SingleHaproxy(servers.get(0), address, floatingIp, id, name)
        : new HaproxyPair(
            servers.get(0), servers.get(1), address, floatingIp, id, name, config.interfaceName());
  }
}
