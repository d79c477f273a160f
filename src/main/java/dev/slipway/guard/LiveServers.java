package dev.slipway.guard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.cloud.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the servers of an OpenStack project. */
public final class LiveServers {
  private final OpenStackClient cloud;
  private final Map<String, LiveImage> images = new HashMap<>();

  private LiveServers(OpenStackClient cloud) {
    this.cloud = cloud;
  }

  /** Returns the servers of the credential's project. */
  public static List<LiveServer> of(OpenStackClient cloud) {
    return new LiveServers(cloud).read();
  }

  private List<LiveServer> read() {
    List<JsonNode> servers = cloud.list(Service.COMPUTE, "/servers/detail", "servers");
    if (servers.isEmpty()) {
      return List.of();
    }
    Map<String, String> flavors =
        cloud.list(Service.COMPUTE, "/flavors/detail", "flavors").stream()
            .collect(
                Collectors.toMap(one -> one.path("id").asText(), one -> one.path("name").asText()));
    return servers.stream().map(server -> server(server, flavors)).toList();
  }

  private LiveServer server(JsonNode server, Map<String, String> flavors) {
    // Nova returns an empty string for a server that has no image.
    String imageId = server.path("image").path("id").asText("");
    return new LiveServer(
        server.path("name").asText(),
        server.path("id").asText(),
        server.path("status").asText(),
        server.at("/fault/message").asText(""),
        Optional.ofNullable(flavors.get(server.path("flavor").path("id").asText())),
        imageId.isEmpty()
            ? Optional.empty()
            : Optional.of(images.computeIfAbsent(imageId, this::image)),
        imageId.isEmpty(),
        addresses(server),
        server.at("/metadata/cluster").asText(""),
        server.at("/metadata/role").asText(""));
  }

  private LiveImage image(String id) {
    String path = "/images/" + id;
    return new LiveImage(
        id, cloud.find(Service.IMAGE, path).map(image -> image.path("name").asText()));
  }

  private static Set<String> addresses(JsonNode server) {
    Set<String> addresses = new TreeSet<>();
    for (JsonNode network : server.path("addresses")) {
      for (JsonNode address : network) {
        if (address.path("OS-EXT-IPS:type").asText("fixed").equals("fixed")) {
          addresses.add(address.path("addr").asText());
        }
      }
    }
    return addresses;
  }
}
