package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.value.IpPrefix;

/**
 * A floating IP that the project can read.
 *
 * @param address address on the external network
 * @param fixedAddress address that it is translated to; empty if it is attached to no port
 * @param portId empty if it is attached to no port
 */
public record LiveFloatingIp(
    String id, String projectId, String address, String fixedAddress, String portId) {

  static LiveFloatingIp of(JsonNode floating) {
    return new LiveFloatingIp(
        floating.path("id").asText(),
        floating.path("project_id").asText(),
        floating.path("floating_ip_address").asText(),
        text(floating, "fixed_ip_address"),
        text(floating, "port_id"));
  }

  /** Returns the address as a prefix. */
  public IpPrefix prefix() {
    return IpPrefix.parseLenient(address);
  }

  private static String text(JsonNode object, String field) {
    return object.hasNonNull(field) ? object.path(field).asText() : "";
  }
}
