package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.pulumi.exceptions.RunException;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestStoreTest {
  private static final Sha256 DIGEST = Sha256.of("kind: List".getBytes(StandardCharsets.UTF_8));

  private final PinnedManifest manifest = new PinnedManifest("argocd.sha256", DIGEST, "get it");

  @TempDir private Path folder;

  @Test
  void storesManifestByItsDigestAndNeedsItsSourceOnce() throws IOException {
    Path source = Files.writeString(folder.resolve("install.yaml"), "kind: List");
    ManifestStore store = new ManifestStore(folder.resolve("store"));
    Path stored = store.store(manifest, source.toString());
    Files.delete(source);
    assertEquals(stored, store.store(manifest, source.toString()));
    assertEquals(DIGEST + ".yaml", stored.getFileName().toString());
    assertEquals("kind: List", Files.readString(stored));
    try (Stream<Path> files = Files.list(folder.resolve("store"))) {
      assertEquals(List.of(stored), files.toList());
    }
  }

  @Test
  void storesNothingWithAnotherDigest() throws IOException {
    Path source = Files.writeString(folder.resolve("install.yaml"), "kind: Secret");
    ManifestStore store = new ManifestStore(folder.resolve("store"));
    assertThrows(RunException.class, () -> store.store(manifest, source.toString()));
    assertEquals(false, Files.exists(folder.resolve("store")));
  }

  @Test
  void isInTheCacheOfTheUser() {
    Path ofHome = ManifestStore.of(Map.of("HOME", "/home/user", "XDG_CACHE_HOME", "")).folder();
    assertEquals(Path.of("/home/user/.cache/slipway/manifests"), ofHome);
    Path ofCache = ManifestStore.of(Map.of("HOME", "/home/user", "XDG_CACHE_HOME", "/c")).folder();
    assertEquals(Path.of("/c/slipway/manifests"), ofCache);
    assertThrows(IllegalArgumentException.class, () -> ManifestStore.of(Map.of()));
  }
}
