package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A subnet that the project can read.
 *
 * @param gateway empty without a gateway
 * @param dnsServers resolvers that servers receive
 * @param hostRoutes routes that servers receive
 */
public record LiveSubnet(
    String id,
    String name,
    String projectId,
    String networkId,
    String cidr,
    String gateway,
    boolean dhcp,
    List<String> dnsServers,
    List<LiveRoute> hostRoutes) {
  /** Copies the lists. */
  public LiveSubnet {
    dnsServers = List.copyOf(dnsServers);
    hostRoutes = List.copyOf(hostRoutes);
  }

  static LiveSubnet of(JsonNode subnet) {
    return new LiveSubnet(
        subnet.path("id").asText(),
        subnet.path("name").asText(),
        subnet.path("project_id").asText(),
        subnet.path("network_id").asText(),
        subnet.path("cidr").asText(),
        subnet.hasNonNull("gateway_ip") ? subnet.path("gateway_ip").asText() : "",
        subnet.path("enable_dhcp").asBoolean(),
        JsonArrays.of(subnet.path("dns_nameservers")).map(JsonNode::asText).toList(),
        LiveRoute.listOf(subnet.path("host_routes")));
  }
}
