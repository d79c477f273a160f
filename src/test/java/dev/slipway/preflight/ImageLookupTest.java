package dev.slipway.preflight;

import dev.slipway.testing.FleetFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shipped files have the ids of images; the load balancer of staging-hel1 has a name alone. */
class ImageLookupTest extends PreflightCloud {
  private static final String OSL2 = "staging-osl2";
  private static final String HEL1 = "staging-hel1";
  private static final String ID = FleetFixture.DEBIAN_ID;

  @Test
  void reportsNameOfNoImage() {
    image("debian-12", "{\"images\": []}");
    assertMissing(
        FleetFixture.networkKinds(),
        HEL1,
        "image \"debian-12\" does not exist; upload it to Glance in format raw");
  }

  @ParameterizedTest
  @ValueSource(strings = {"queued", "saving", "deactivated", "killed", "pending_delete"})
  void reportsImageThatIsNotActive(String status) {
    image("debian-12", "{\"images\": [{\"id\": \"i\", \"status\": \"%s\"}]}".formatted(status));
    String rest = ") is %s, expected active; upload it again".formatted(status);
    assertMissing(FleetFixture.networkKinds(), HEL1, "image \"debian-12\" (i" + rest);
    imageWithId(ID, "debian-12", "\"status\": \"%s\"".formatted(status));
    assertMissing(FleetFixture.fleet(), OSL2, "image \"debian-12\" (" + ID + rest);
  }

  /** The provider refuses a name of two images, also if only one of them is active. */
  @Test
  void reportsNameOfTwoImages() {
    String two =
        """
        {"images": [{"id": "old", "status": "deactivated"}, {"id": "new", "status": "active"}]}
        """;
    image("debian-12", two);
    assertMissing(
        FleetFixture.networkKinds(),
        HEL1,
        "image \"debian-12\" is ambiguous, 2 images have this name: new, old; set debian-12@ID"
            + " with the id of one");
    assertMissing(FleetFixture.fleet(), OSL2);
  }

  @Test
  void reportsIdOfNoImage() {
    server.remove("GET /v2/images/" + ID);
    assertMissing(
        FleetFixture.fleet(),
        OSL2,
        "image \"debian-12@%1$s\" does not exist for this project; correct the id to that of openstack image show \"debian-12\", or upload the image in format raw with --id %1$s"
            .formatted(ID));
  }

  /** The name is what reviewers read. */
  @Test
  void reportsIdOfAnImageWithAnotherName() {
    imageWithId(ID, "debian-11", "\"status\": \"active\"");
    assertMissing(
        FleetFixture.fleet(),
        OSL2,
        "image \"debian-12@%1$s\" has another name; correct the id, or the name to that of: openstack image show %1$s"
            .formatted(ID));
  }
}
