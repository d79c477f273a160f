package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A port of a floating IP that is translated to a port of a server.
 *
 * @param externalPorts port or range of the floating IP
 * @param address address of the server
 * @param ports port or range of the server
 */
public record LivePortForwarding(
    String id,
    String floatingIpId,
    String protocol,
    String externalPorts,
    String address,
    String ports) {
  /** Field that {@link LiveProject#fetch} adds: the API has it in the path only. */
  static final String FLOATING_IP = "floatingip_id";

  static LivePortForwarding of(JsonNode forwarding) {
    return new LivePortForwarding(
        forwarding.path("id").asText(),
        forwarding.path(FLOATING_IP).asText(),
        forwarding.path("protocol").asText(),
        ports(forwarding, "external_port"),
        forwarding.path("internal_ip_address").asText(),
        ports(forwarding, "internal_port"));
  }

  /** A range has its own field; then the field of the single port is null. */
  private static String ports(JsonNode forwarding, String field) {
    return forwarding.hasNonNull(field)
        ? forwarding.path(field).asText()
        : forwarding.path(field + "_range").asText();
  }
}
