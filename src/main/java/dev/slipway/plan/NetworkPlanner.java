package dev.slipway.plan;

import dev.slipway.config.EndpointKind;
import dev.slipway.config.NetworkConfig;
import dev.slipway.config.StackConfig;
import dev.slipway.plan.model.NetworkPlan;
import dev.slipway.plan.model.RouterPlan;
import dev.slipway.value.AddressLayout;
import dev.slipway.value.DnsLabel;
import java.util.Optional;

/** Plans the network of one stack. */
final class NetworkPlanner {
  private NetworkPlanner() {}

  static NetworkPlan plan(DnsLabel stack, StackConfig config) {
    NetworkConfig network = config.network();
    AddressLayout layout = new AddressLayout(network.cidr());
    boolean octavia = config.endpoint().kind() == EndpointKind.OCTAVIA;
    return new NetworkPlan(
        network.name() == null ? stack.text() : network.name().text(),
        network.cidr(),
        router(network, layout),
        octavia ? Optional.of(layout.octaviaAllocationPool()) : Optional.empty(),
        network.podCidrOrDefault(),
        network.serviceCidrOrDefault(),
        network.dnsServersOrDefault(),
        network.ntpServersOrDefault(),
        network.httpsPrefixesOrDefault());
  }

  private static Optional<RouterPlan> router(NetworkConfig network, AddressLayout layout) {
    if (network.externalNetwork() == null || network.routerExternalIp() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new RouterPlan(
            layout.gateway(),
            network.externalNetwork().text(),
            network.routerExternalIp(),
            Optional.ofNullable(network.routerId())));
  }
}
