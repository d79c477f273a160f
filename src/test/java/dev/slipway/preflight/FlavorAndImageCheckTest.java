package dev.slipway.preflight;

import static dev.slipway.testing.FleetFixture.DEBIAN;
import static dev.slipway.testing.FleetFixture.DEBIAN_ID;

import dev.slipway.testing.FleetFixture;
import org.junit.jupiter.api.Test;

class FlavorAndImageCheckTest extends PreflightCloud {
  @Test
  void reportsFlavor() {
    server.answer("GET /flavors/detail", "{\"flavors\": [{\"name\": \"l2.c4r8.100\"}]}");
    assertMissing(
        FleetFixture.fleet(),
        "staging-osl2",
        "flavor \"l2.c2r4.100\" does not exist; the cloud has l2.c4r8.100");
  }

  @Test
  void reportsFlavorWithoutDisk() {
    server.answer(
        "GET /flavors/detail",
        """
        {"flavors": [{"name": "l2.c2r4.100", "vcpus": 2, "ram": 4096, "disk": 0},
                     {"name": "l2.c4r8.100", "vcpus": 4, "ram": 8192, "disk": 0}]}
        """);
    String rest = " or choose a flavor with a disk";
    assertMissing(
        FleetFixture.fleet(),
        "staging-osl2",
        "flavor \"l2.c4r8.100\" has no local disk, and controlPlane has no boot volume; set"
            + " controlPlane.bootVolume,"
            + rest,
        "flavor \"l2.c4r8.100\" has no local disk, and workers.general has no boot volume; set"
            + " workers.general.bootVolume,"
            + rest,
        "flavor \"l2.c2r4.100\" has no local disk, and endpoint has no boot volume; choose a flavor"
            + " with a disk");
  }

  @Test
  void reportsImageThatDoesNotFitItsFlavor() {
    imageWithId(
        DEBIAN_ID, "debian-12", "\"status\": \"active\", \"min_ram\": 8192, \"min_disk\": 200");
    assertMissing(
        FleetFixture.fleet(),
        "staging-osl2",
        "image \""
            + DEBIAN
            + "\" requires 8192 MB of memory, and flavor \"l2.c2r4.100\" has 4096;"
            + " choose a larger flavor",
        "image \""
            + DEBIAN
            + "\" requires a disk of 200 GiB, and flavor \"l2.c2r4.100\" of endpoint has"
            + " 100; choose a larger one");
  }

  @Test
  void reportsImageThatDoesNotFitItsBootVolume() {
    volumeLimits(-1, -1);
    imageWithId(
        STORAGE_ID,
        "talos-1.13.9-storage",
        "\"status\": \"active\", \"virtual_size\": 107374182401");
    assertMissing(
        FleetFixture.allKeys(),
        "staging-sto2",
        "image \"talos-1.13.9-storage@"
            + STORAGE_ID
            + "\" requires a disk of 101 GiB, and the boot volume of"
            + " workers.logs has 100; choose a larger one");
  }
}
