package dev.slipway.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.cloud.Service;
import dev.slipway.plan.model.PoolPlan;
import dev.slipway.plan.model.PoolPlan.BootVolume;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.value.GlanceImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The check that flavors and images exist exactly once, and that each image fits its flavor. */
final class FlavorAndImageCheck {
  private static final long GIB = 1L << 30;

  private final OpenStackClient cloud;
  private final List<ServerPlan> servers;
  private final Map<String, JsonNode> flavors = new TreeMap<>();
  private final Map<GlanceImage, JsonNode> images = new HashMap<>();
  private final List<String> missing = new ArrayList<>();

  FlavorAndImageCheck(OpenStackClient cloud, List<ServerPlan> servers) {
    this.cloud = cloud;
    this.servers = servers;
  }

  List<String> missing() {
    cloud
        .list(Service.COMPUTE, "/flavors/detail", "flavors")
        .forEach(flavor -> flavors.put(flavor.path("name").asText(), flavor));
    new TreeSet<>(servers.stream().map(server -> server.pool().flavor()).toList())
        .forEach(this::flavor);
    ImageLookup lookup = new ImageLookup(cloud, missing);
    servers.stream()
        .map(server -> server.pool().image())
        .distinct()
        .sorted(Comparator.comparing(GlanceImage::toString))
        .forEach(image -> lookup.find(image).ifPresent(found -> images.put(image, found)));
    Map<String, ServerPlan> pools = new TreeMap<>();
    servers.forEach(server -> pools.putIfAbsent(server.pool().name(), server));
    pools.values().forEach(this::pool);
    return missing;
  }

  /** Returns the cloud's flavors by name; requires {@link #missing}. */
  Map<String, JsonNode> flavors() {
    return flavors;
  }

  private void flavor(String name) {
    if (!flavors.containsKey(name)) {
      missing.add(
          "flavor \"%s\" does not exist; the cloud has %s"
              .formatted(name, String.join(", ", flavors.keySet())));
    }
  }

  private void pool(ServerPlan server) {
    PoolPlan pool = server.pool();
    Optional<JsonNode> flavor = Optional.ofNullable(flavors.get(pool.flavor()));
    flavor.ifPresent(one -> disk(server, one));
    Optional.ofNullable(images.get(pool.image()))
        .ifPresent(
            image -> {
              flavor.ifPresent(one -> memory(pool, one, image));
              size(server, flavor, image);
            });
  }

  private void disk(ServerPlan server, JsonNode flavor) {
    if (flavor.path("disk").asInt(-1) == 0 && server.pool().bootVolume().isEmpty()) {
      missing.add(
          "flavor \"%s\" has no local disk, and %s has no boot volume; %s"
              .formatted(server.pool().flavor(), key(server), diskFix(server)));
    }
  }

  private void memory(PoolPlan pool, JsonNode flavor, JsonNode image) {
    int needed = image.path("min_ram").asInt();
    int memory = flavor.path("ram").asInt(Integer.MAX_VALUE);
    if (needed > memory) {
      missing.add(
          "image \"%s\" requires %d MB of memory, and flavor \"%s\" has %d; choose a larger flavor"
              .formatted(pool.image(), needed, pool.flavor(), memory));
    }
  }

  private void size(ServerPlan server, Optional<JsonNode> flavor, JsonNode image) {
    long virtual = (image.path("virtual_size").asLong() + GIB - 1) / GIB;
    long needed = Math.max(image.path("min_disk").asLong(), virtual);
    Optional<Integer> volume = server.pool().bootVolume().map(BootVolume::size);
    int disk = volume.orElseGet(() -> flavor.map(one -> one.path("disk").asInt()).orElse(0));
    if (disk > 0 && needed > disk) {
      String where =
          volume.isPresent() ? "the boot volume" : "flavor \"" + server.pool().flavor() + "\"";
      missing.add(
          "image \"%s\" requires a disk of %d GiB, and %s of %s has %d; choose a larger one"
              .formatted(server.pool().image(), needed, where, key(server), disk));
    }
  }

  private static String diskFix(ServerPlan server) {
    return switch (server.role()) {
      case LOAD_BALANCER -> "choose a flavor with a disk";
      case CONTROL_PLANE, WORKER ->
          "set %s.bootVolume, or choose a flavor with a disk".formatted(key(server));
    };
  }

  /** Returns the key of the stack file that the servers of the pool come from. */
  private static String key(ServerPlan server) {
    return switch (server.role()) {
      case LOAD_BALANCER -> "endpoint";
      case CONTROL_PLANE -> "controlPlane";
      case WORKER -> "workers." + server.pool().name();
    };
  }

  static String ids(List<JsonNode> objects) {
    return objects.stream()
        .map(one -> one.path("id").asText())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
