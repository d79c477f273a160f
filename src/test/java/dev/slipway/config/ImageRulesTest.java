package dev.slipway.config;

import static dev.slipway.testing.FleetFixture.DEBIAN;
import static dev.slipway.testing.FleetFixture.TALOS;

import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of production have an id. */
class ImageRulesTest {
  private static final String STACK = "production-osl2";

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
  }

  @Test
  void productionRequiresTheIdOfEachImage() {
    files
        .with(STACK, TALOS, "talos-1.13.9")
        .with(STACK, DEBIAN, "\"Debian 12 (bookworm)\"")
        .with(STACK, "slot: 0 }", "slot: 0, image: talos-1.13.9-storage }")
        .assertRefused(
            refusal(21, "endpoint.image", "Debian 12 (bookworm)"),
            refusal(24, "image", "talos-1.13.9"),
            refusal(27, "workers.general.image", "talos-1.13.9-storage"));
  }

  @Test
  void otherEnvironmentsMayNameAnImage() {
    for (String stack : new String[] {"staging", "staging-osl2", "staging-sto2"}) {
      files.with(stack, TALOS, "talos-1.13.9").with(stack, DEBIAN, "debian-12");
    }
    files.fleet();
  }

  @Test
  void namesTheFormOfAnInvalidImage() {
    files
        .with("staging", TALOS, "talos@staging")
        .assertRefused(
            "staging.yaml:21: image: \"talos@staging\" is not a valid image; expected NAME or"
                + " NAME@ID, with the image's id in Glance, 36 characters in lower case, and a name"
                + " of at most 255 ASCII letters, digits, single spaces and ._:/+()-, beginning"
                + " with a letter or digit; an image whose name contains @ must be renamed");
  }

  private static String refusal(int line, String key, String name) {
    return "%s.yaml:%d: %s: \"%4$s\" is a name, which any number of images can have; production requires NAME@ID: set %4$s@ID, with the id from openstack --os-cloud %1$s image show \"%4$s\" -f value -c id"
        .formatted(STACK, line, key, name);
  }
}
