package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionWarningsTest {
  private static final String STACK = "staging-sto2";
  private static final String REST =
      ": a node runs the version of its image, and refuses a machine config for a newer one; choose"
          + " the image of talos";

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
  }

  @Test
  void warnsOfImageOfAnotherTalosVersion() {
    files.with(STACK, "\ntalos: 1.13.9", "\ntalos: 1.14.1");
    assertWarnings(
        "DIR/staging-sto2.yaml:21: image: \""
            + FleetFixture.TALOS
            + "\" contains version 1.13.9, and talos is"
            + " 1.14.1"
            + REST);
  }

  @Test
  void warnsOfImageOfAPool() {
    files.with(STACK, "slot: 0 }", "slot: 0, image: talos-1.11.2-storage }");
    assertWarnings(
        "DIR/staging-sto2.yaml:24: workers.general.image: \"talos-1.11.2-storage\" contains version"
            + " 1.11.2, and talos is 1.13.9"
            + REST);
  }

  @Test
  void acceptsImageWithoutVersion() {
    files.with(STACK, "image: " + FleetFixture.TALOS, "image: talos-2026.11");
    assertWarnings();
  }

  @Test
  void warnsOfVersionWithoutItsDigest() {
    files.with(STACK, "version: 1.20.2", "version: 1.20.3");
    files.with("staging", "version: 3.5.7", "version: 3.5.8");
    assertWarnings(
        "DIR/staging.yaml:37: gitops.argocd.version: 3.5.8 has the digest of 3.5.7 in"
            + " DIR/production.yaml; a version has no effect without the digest of its manifest,"
            + " set gitops.argocd.sha256",
        "DIR/staging-sto2.yaml:33: cilium.version: 1.20.3 has the digest of 1.20.2 in"
            + " DIR/production.yaml; a version has no effect without the digest of its manifest,"
            + " set cilium.sha256");
  }

  private void assertWarnings(String... warnings) {
    assertEquals(
        List.of(warnings).stream().sorted().toList(),
        files.fleet().warnings().stream()
            .map(Problem::toString)
            .map(text -> text.replace(folder.toString(), "DIR"))
            .filter(text -> !text.contains("single point of failure"))
            .filter(text -> !text.contains("state: is not set"))
            .filter(text -> !text.contains("diskEncryption: is not set"))
            .sorted()
            .toList());
  }
}
