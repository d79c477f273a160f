package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.cloud.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the collections of a project from Neutron and Nova. */
final class ProjectReader {
  /** Collections that some clouds do not have, with the name that users see. */
  static final Map<String, String> EXTENSIONS =
      Map.of(
          LiveProject.RBAC_POLICIES, "objects shared with other projects (RBAC policies)",
          LiveProject.ADDRESS_GROUPS, "address groups",
          LiveProject.FLOATING_IPS, "floating IPs",
          LiveProject.PORT_FORWARDINGS, "port forwardings of floating IPs",
          LiveProject.ROUTERS, "routers");

  private ProjectReader() {}

  /** Returns the objects as the API returned them; empty if the cloud has no such API. */
  static Optional<List<JsonNode>> read(OpenStackClient cloud, String collection) {
    return switch (collection) {
      case LiveProject.SERVERS ->
          Optional.of(cloud.list(Service.COMPUTE, "/servers/detail", collection));
      case LiveProject.PORT_FORWARDINGS -> portForwardings(cloud);
      default -> {
        boolean exists =
            !EXTENSIONS.containsKey(collection) || cloud.has(Service.NETWORK, "/" + collection);
        yield exists ? Optional.of(networkObjects(cloud, collection)) : Optional.empty();
      }
    };
  }

  private static List<JsonNode> networkObjects(OpenStackClient cloud, String collection) {
    return cloud.list(Service.NETWORK, "/" + collection, collection.replace('-', '_'));
  }

  /** Neutron lists them for one floating IP at a time. */
  private static Optional<List<JsonNode>> portForwardings(OpenStackClient cloud) {
    if (!cloud.has(Service.NETWORK, "/extensions/floating-ip-port-forwarding")) {
      return Optional.empty();
    }
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode floating : networkObjects(cloud, LiveProject.FLOATING_IPS)) {
      String id = floating.path("id").asText();
      String path = "/floatingips/%s/port_forwardings".formatted(id);
      for (JsonNode one : cloud.list(Service.NETWORK, path, "port_forwardings")) {
        all.add(((ObjectNode) one).put(LivePortForwarding.FLOATING_IP, id));
      }
    }
    return Optional.of(all);
  }
}
