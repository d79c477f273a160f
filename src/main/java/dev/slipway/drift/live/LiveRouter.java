package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.value.IpPrefix;
import java.util.List;

/**
 * A router that the project can read.
 *
 * @param created Neutron's {@code created_at}, in ISO 8601
 * @param externalAddresses source addresses of traffic without a floating IP
 */
public record LiveRouter(
    String id,
    String name,
    String projectId,
    String created,
    List<IpPrefix> externalAddresses,
    List<LiveRoute> routes) {
  /** Copies the lists. */
  public LiveRouter {
    externalAddresses = List.copyOf(externalAddresses);
    routes = List.copyOf(routes);
  }

  static LiveRouter of(JsonNode router) {
    return new LiveRouter(
        router.path("id").asText(),
        router.path("name").asText(),
        router.path("project_id").asText(),
        router.path("created_at").asText(""),
        JsonArrays.of(router.at("/external_gateway_info/external_fixed_ips"))
            .map(one -> IpPrefix.parseLenient(one.path("ip_address").asText()))
            .toList(),
        LiveRoute.listOf(router.path("routes")));
  }
}
