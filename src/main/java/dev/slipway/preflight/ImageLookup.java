package dev.slipway.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.cloud.Service;
import dev.slipway.value.GlanceImage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Finds the images of stack files in Glance, and reports those that servers cannot be made of. */
final class ImageLookup {
  private final OpenStackClient cloud;
  private final List<String> missing;

  ImageLookup(OpenStackClient cloud, List<String> missing) {
    this.cloud = cloud;
    this.missing = missing;
  }

  /** Returns the image as Glance describes it; empty if it is reported. */
  Optional<JsonNode> find(GlanceImage image) {
    String name = image.name().text();
    List<JsonNode> found =
        image
            .id()
            .map(id -> cloud.find(Service.IMAGE, "/images/" + id).stream().toList())
            .orElseGet(() -> named(name));
    JsonNode first = found.isEmpty() ? null : found.get(0);
    if (first == null) {
      missing.add(image.id().map(id -> unknown(image, id)).orElseGet(() -> unknown(image)));
    } else if (found.size() > 1) {
      missing.add(
          "image \"%1$s\" is ambiguous, %2$d images have this name: %3$s; set %1$s@ID with the id of one"
              .formatted(name, found.size(), FlavorAndImageCheck.ids(found)));
    } else if (image.id().isPresent() && !first.path("name").asText().equals(name)) {
      missing.add(
          "image \"%s\" has another name; correct the id, or the name to that of: openstack image show %s"
              .formatted(image, image.id().get()));
    } else if (!first.path("status").asText().equals("active")) {
      missing.add(
          "image \"%s\" (%s) is %s, expected active; upload it again"
              .formatted(name, first.path("id").asText(), first.path("status").asText()));
    } else {
      return Optional.of(first);
    }
    return Optional.empty();
  }

  /** Nova's provider accepts a name that one image has, whatever the status of the others. */
  private List<JsonNode> named(String name) {
    String query = "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return cloud.list(Service.IMAGE, "/images" + query, "images");
  }

  private static String unknown(GlanceImage image) {
    return "image \"%s\" does not exist; upload it to Glance in format raw".formatted(image);
  }

  private static String unknown(GlanceImage image, String id) {
    return "image \"%s\" does not exist for this project; correct the id to that of openstack image show \"%s\", or upload the image in format raw with --id %s"
        .formatted(image, image.name(), id);
  }
}
