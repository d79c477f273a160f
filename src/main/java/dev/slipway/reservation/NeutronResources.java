package dev.slipway.reservation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.ExternalNetworks;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.cloud.Service;
import dev.slipway.config.StackFile;
import dev.slipway.value.IpAddress;
import dev.slipway.value.NeutronId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The routers and floating IPs of a stack's project in Neutron. */
final class NeutronResources {
  /** Ports of a router that Neutron creates with it. */
  private static final List<String> OWN_PORTS =
      List.of("network:router_gateway", "network:router_ha_interface");

  private final OpenStackClient cloud;
  private final StackFile file;
  private final String networkId;

  /** Reads the external network of the stack. */
  NeutronResources(OpenStackClient cloud, StackFile file) {
    this.cloud = cloud;
    this.file = file;
    this.networkId = externalNetwork();
  }

  /** Returns all resources of a kind in the project. */
  List<Reserved> list(ResourceKind kind) {
    return items(kind).map(one -> reserved(kind, one)).toList();
  }

  /** Creates a resource, which {@link #list} then returns. */
  void create(ResourceKind kind) {
    cloud.post(Service.NETWORK, "/" + kind.collection(), kind.request(file, networkId));
  }

  /** Deletes a resource; one that does not exist is deleted. */
  void delete(ResourceKind kind, Reserved resource) {
    cloud.delete(Service.NETWORK, "/%s/%s".formatted(kind.collection(), resource.id()));
  }

  boolean isOnExternalNetwork(Reserved resource) {
    return resource.networkId().equals(networkId);
  }

  private Stream<JsonNode> items(ResourceKind kind) {
    String path = "/%s?project_id=%s".formatted(kind.collection(), cloud.projectId());
    return cloud.list(Service.NETWORK, path, kind.collection()).stream()
        .filter(one -> one.path("project_id").asText().equals(cloud.projectId()));
  }

  private Reserved reserved(ResourceKind kind, JsonNode item) {
    NeutronId id = NeutronId.parse(item.path("id").asText());
    boolean isOfStack = item.path(kind.marker()).asText().equals(kind.markerOf(file));
    return switch (kind) {
      case FLOATING_IP ->
          new Reserved(
              id,
              isOfStack,
              List.of(IpAddress.parse(item.path("floating_ip_address").asText())),
              item.path("floating_network_id").asText(),
              useOfFloatingIp(item));
      case ROUTER -> {
        JsonNode gateway = item.path("external_gateway_info");
        List<IpAddress> addresses =
            gateway.findValuesAsText("ip_address").stream().map(IpAddress::parse).toList();
        yield new Reserved(
            id,
            isOfStack,
            addresses,
            gateway.path("network_id").asText(),
            isOfStack ? useOfRouter(id) : Optional.empty());
      }
    };
  }

  private static Optional<String> useOfFloatingIp(JsonNode item) {
    String port = item.path("port_id").asText("");
    if (!port.isEmpty()) {
      return Optional.of("attached to port " + port);
    }
    return item.path("port_forwardings").isEmpty()
        ? Optional.empty()
        : Optional.of("used by port forwardings");
  }

  private Optional<String> useOfRouter(NeutronId id) {
    return cloud.list(Service.NETWORK, "/ports?device_id=" + id, "ports").stream()
        .filter(port -> !OWN_PORTS.contains(port.path("device_owner").asText()))
        .map(port -> "connected to a network by port " + port.path("id").asText())
        .findFirst();
  }

  private String externalNetwork() {
    String name = Objects.requireNonNull(file.config().network().externalNetwork()).text();
    ExternalNetworks known = ExternalNetworks.read(cloud);
    List<JsonNode> found = known.named(name);
    if (found.size() != 1) {
      throw new CloudException(
          "%s: network.externalNetwork: \"%s\" is the name of %d external networks, expected 1; the cloud has %s"
              .formatted(
                  file.path(),
                  name,
                  found.size(),
                  known.names().stream().sorted().collect(Collectors.joining(", "))));
    }
    return found.get(0).path("id").asText();
  }
}
