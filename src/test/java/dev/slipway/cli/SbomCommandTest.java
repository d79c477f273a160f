package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.testing.CliRun;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The software bill of materials, as its readers get it. */
class SbomCommandTest {
  private static final String MANIFEST =
      """
      kind: DaemonSet
      spec: { template: { spec: { containers: [{ image: "quay.io/cilium/cilium:v1.20.2" }] } } }
      """;

  @TempDir private Path folder;

  @Test
  void listsTheSoftwareOfEveryCluster() throws IOException {
    CliRun run = CliRun.of("sbom");
    assertEquals(0, run.exitCode());
    assertTrue(
        run.err().startsWith("not listed: the container images of Cilium 1.20.2; add --manifest"),
        run.err());
    assertTrue(run.err().contains("images of Argo CD 3.5.7; add"), run.err());
    assertEquals(2, run.err().lines().count(), run.err());
    Golden.assertSame("sbom/fleet.cdx.json", run.out());
    assertValid(run.out());
  }

  @Test
  void listsTheImagesOfAManifestWithThePinnedDigest() throws IOException {
    Path manifest = Files.writeString(folder.resolve("cilium.yaml"), MANIFEST);
    StackFiles stacks = StackFiles.shipped(folder.resolve("stacks"));
    stacks.with(
        "staging-osl2",
        "sha256: " + stacks.cluster("staging-osl2").cilium().sha256(),
        "sha256: " + Sha256.of(MANIFEST));
    CliRun run =
        CliRun.of(
            "sbom",
            "staging-osl2",
            "--stacks",
            stacks.path().toString(),
            "--manifest",
            manifest.toString());
    assertEquals("", run.err());
    assertTrue(
        run.out().contains("pkg:docker/cilium/cilium@v1.20.2?repository_url=quay.io"), run.out());
    assertValid(run.out());
  }

  @Test
  void refusesAManifestThatNoStackFilePins() throws IOException {
    Path manifest = Files.writeString(folder.resolve("other.yaml"), MANIFEST);
    CliRun run = CliRun.of("sbom", "--manifest", manifest.toString());
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err()
            .startsWith(
                "--manifest %s: its SHA-256 digest %s is in no stack file; expected that of Cilium 1.20.2, Argo CD 3.5.7"
                    .formatted(manifest, Sha256.of(MANIFEST))),
        run.err());
    assertEquals("", run.out());
  }

  @Test
  void refusesAFileThatIsMissing() {
    CliRun run = CliRun.of("sbom", "--manifest", folder.resolve("none").toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("none cannot be read"), run.err());
  }

  private static void assertValid(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertEquals(List.of(), new JsonParser().validate(bytes, Version.VERSION_16));
    assertTrue(
        new JsonParser()
                .validate(
                    json.replace("CycloneDX", "other").getBytes(StandardCharsets.UTF_8),
                    Version.VERSION_16)
                .size()
            > 0,
        "the validator finds mistakes");
  }
}
