package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.pulumi.exceptions.RunException;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedManifestTest {
  private static final Sha256 EXPECTED = Sha256.of("kind: List".getBytes(StandardCharsets.UTF_8));

  private final PinnedManifest manifest =
      new PinnedManifest("cilium.sha256", EXPECTED, "render it: cilium/render");

  @TempDir private Path folder;

  @Test
  void returnsManifestWithExpectedDigest() throws IOException {
    Path file = Files.writeString(folder.resolve("cilium.yaml"), "kind: List");
    assertEquals("kind: List", manifest.fetchVerified(file.toString()));
  }

  @Test
  void refusesManifestWithAnotherDigest() throws IOException {
    Path file = Files.writeString(folder.resolve("cilium.yaml"), "kind: Secret");
    RunException refusal =
        assertThrows(RunException.class, () -> manifest.fetchVerified(file.toString()));
    assertEquals(
        file
            + " has the SHA-256 digest "
            + Sha256.of("kind: Secret".getBytes(StandardCharsets.UTF_8))
            + ", but cilium.sha256 allows only "
            + EXPECTED
            + "; correct the version or the digest in the stack file",
        refusal.getMessage());
  }

  @Test
  void reportsMissingManifestWithFix() {
    RunException refusal =
        assertThrows(RunException.class, () -> manifest.fetchVerified("absent.yaml"));
    assertEquals(
        "the manifest of cilium.sha256 is not available at absent.yaml"
            + " (java.nio.file.NoSuchFileException: absent.yaml); render it: cilium/render",
        refusal.getMessage());
  }
}
