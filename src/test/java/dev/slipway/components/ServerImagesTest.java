package dev.slipway.components;

import static dev.slipway.testing.FleetFixture.DEBIAN;
import static dev.slipway.testing.FleetFixture.DEBIAN_ID;
import static dev.slipway.testing.FleetFixture.TALOS;
import static dev.slipway.testing.FleetFixture.TALOS_ID;
import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.pulumi.test.Mocks.ResourceArgs;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that servers and boot volumes are created from. */
class ServerImagesTest {
  private static final String OSL2 = "staging-osl2";
  private static final String STO2 = "staging-sto2";
  private static final String LOOKUP = "openstack:images/getImage:getImage";

  @TempDir private Path folder;

  @Test
  void serversAreCreatedFromTheId() {
    MockDeployment osl2 = DeploymentFixture.of(FleetFixture.fleet(), OSL2);
    for (ResourceArgs server : servers(osl2)) {
      String expected = server.name.contains("-load-balancer-") ? DEBIAN_ID : TALOS_ID;
      assertEquals(expected, server.inputs.get("imageId"), server.name);
      assertFalse(server.inputs.containsKey("imageName"), server.name);
    }
    assertEquals(0, lookups(osl2));
  }

  @Test
  void serversAreCreatedFromTheNameWithoutAnId() {
    FleetPlan named =
        StackFiles.shipped(folder)
            .with(OSL2, TALOS, "talos-1.13.9")
            .with(OSL2, DEBIAN, "debian-12")
            .plan();
    MockDeployment osl2 = DeploymentFixture.of(named, OSL2);
    for (ResourceArgs server : servers(osl2)) {
      String expected = server.name.contains("-load-balancer-") ? "debian-12" : "talos-1.13.9";
      assertEquals(expected, server.inputs.get("imageName"), server.name);
      assertFalse(server.inputs.containsKey("imageId"), server.name);
    }
  }

  /** The control plane has a name alone, the pool of workers an id. */
  @Test
  void bootVolumesAreCreatedFromTheIdOrTheNamesImage() {
    MockDeployment sto2 = DeploymentFixture.of(FleetFixture.allKeys(), STO2);
    assertEquals(LOOKUP + "-id", volumeImage(sto2, "staging-sto2-control-plane-1"));
    assertEquals("a3a927f2-221e-4c7f-8aaf-ff93dca39df2", volumeImage(sto2, "staging-sto2-logs-1"));
  }

  @Test
  void bootVolumesWithIdsNeedNoLookup() {
    FleetPlan ids =
        new StackFiles(folder)
            .withFilesOf(FleetFixture.ALL_KEYS)
            .with(STO2, "\nimage: talos-1.13.9\n", "\nimage: " + TALOS + "\n")
            .plan();
    MockDeployment sto2 = DeploymentFixture.of(ids, STO2);
    assertEquals(TALOS_ID, volumeImage(sto2, "staging-sto2-control-plane-1"));
    assertEquals(0, lookups(sto2));
  }

  private static String volumeImage(MockDeployment deployment, String name) {
    Map<String, Object> inputs =
        servers(deployment).stream()
            .filter(one -> one.name.equals(name))
            .findFirst()
            .orElseThrow()
            .inputs;
    assertFalse(inputs.containsKey("imageId") || inputs.containsKey("imageName"), name);
    List<?> disks = (List<?>) Objects.requireNonNull(inputs.get("blockDevices"), name);
    Map<?, ?> disk = (Map<?, ?>) disks.get(0);
    return String.valueOf(disk.get("uuid"));
  }

  private static long lookups(MockDeployment deployment) {
    return deployment.called().stream().filter(one -> one.token.equals(LOOKUP)).count();
  }

  private static List<ResourceArgs> servers(MockDeployment deployment) {
    return nonEmpty(
        deployment.registered().stream()
            .filter(one -> one.type.equals("openstack:compute/instance:Instance"))
            .toList());
  }
}
