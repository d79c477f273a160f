package dev.slipway.components;

import com.pulumi.exceptions.RunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * A folder of verified manifests, each named by its digest. A script takes a manifest from here, so
 * that neither its text nor its source is in the state.
 */
public record ManifestStore(Path folder) {

  /**
   * Returns the store of the user with these environment variables; {@code
   * scripts/argocd-release.sh} uses the same folder.
   *
   * @throws IllegalArgumentException if neither variable is set
   */
  public static ManifestStore of(Map<String, String> environment) {
    Path cache =
        variable(environment, "XDG_CACHE_HOME")
            .or(() -> variable(environment, "HOME").map(home -> home.resolve(".cache")))
            .orElseThrow(
                () -> new IllegalArgumentException("set HOME or XDG_CACHE_HOME to a folder"));
    return new ManifestStore(cache.resolve("slipway").resolve("manifests"));
  }

  private static Optional<Path> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty()).map(Path::of);
  }

  /**
   * Stores the manifest unless it is stored already; returns its file.
   *
   * @param source an https URL, or a file's path
   * @throws RunException if the manifest is not available, has another digest, or cannot be stored
   */
  Path store(PinnedManifest manifest, String source) {
    Path file = folder.resolve(manifest.expected() + ".yaml");
    if (!Files.exists(file)) {
      write(file, manifest.fetchVerified(source));
    }
    return file;
  }

  private void write(Path file, String text) {
    try {
      Files.createDirectories(folder);
      Path unfinished = Files.createTempFile(folder, "unfinished", ".yaml");
      Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      throw new RunException(
          "cannot store a manifest in %s (%s); set XDG_CACHE_HOME to a folder that you may write"
              .formatted(folder, unwritable),
          unwritable);
    }
  }
}
