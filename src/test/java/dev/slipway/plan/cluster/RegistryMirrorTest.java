package dev.slipway.plan.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.document.Json;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containerd appends /v2 to a mirror's URL, also after a path, unless the path is marked. */
class RegistryMirrorTest {
  private static final String PATH = "https://mirror.example.net/v2/platform/images";

  @TempDir private Path folder;

  @Test
  void aPathIsUsedAsItIs() {
    String patches = patches("1.13.9", PATH);
    assertTrue(
        patches.contains(
            "{\"docker.io\":{\"endpoints\":[\"" + PATH + "\"],\"overridePath\":true}}"),
        patches);
  }

  @Test
  void aPathIsUsedAsItIsInDocuments() {
    String patches = patches("1.14.0", PATH);
    assertTrue(
        patches.contains("\"endpoints\":[{\"overridePath\":true,\"url\":\"" + PATH + "\"}]"),
        patches);
  }

  @ParameterizedTest
  @CsvSource({"1.13.9, https://mirror.example.net", "1.14.0, https://mirror.example.net/"})
  void aMirrorWithoutPathIsNotMarked(String talos, String mirror) {
    String patches = patches(talos, mirror);
    assertTrue(patches.contains(mirror), patches);
    assertEquals(-1, patches.indexOf("overridePath"), patches);
  }

  private String patches(String talos, String mirror) {
    ClusterPlan cluster =
        StackFiles.shipped(folder)
            .with("staging-sto2", "talos: 1.13.9", "talos: " + talos)
            .with(
                "staging-sto2",
                "\naccess:",
                "\nregistryMirrors: { docker.io: " + mirror + " }\naccess:")
            .cluster("staging-sto2");
    return Json.stream(MachineConfigPatches.patches(cluster, cluster.workers().get(0)));
  }
}
