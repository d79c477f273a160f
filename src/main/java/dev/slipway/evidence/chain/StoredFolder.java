package dev.slipway.evidence.chain;

import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An evidence folder on disk.
 *
 * @param chain text of the chain file
 * @param digests digests of all other files, by path relative to the folder
 */
public record StoredFolder(String chain, SortedMap<String, Sha256> digests) {

  /** Copies the map. */
  public StoredFolder {
    digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
  }

  /**
   * Reads a folder.
   *
   * @throws IllegalArgumentException if the folder has no chain file
   */
  public static StoredFolder read(Path folder) throws IOException {
    Path chain = folder.resolve(HashChain.FILE);
    if (!Files.isRegularFile(chain)) {
      throw new IllegalArgumentException(
          chain + " does not exist; pass a folder that slipway evidence wrote");
    }
    SortedMap<String, Sha256> digests = new TreeMap<>();
    for (Path file : files(folder)) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      if (!name.equals(HashChain.FILE)) {
        digests.put(name, digest(file));
      }
    }
    // One character per byte, so that bytes that are not UTF-8 are mismatches and not exceptions.
    return new StoredFolder(
        new String(Files.readAllBytes(chain), StandardCharsets.ISO_8859_1), digests);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }

  /** Symbolic links count as empty files: their targets can change outside the folder. */
  private static Sha256 digest(Path file) throws IOException {
    boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    return Sha256.of(regular ? Files.readAllBytes(file) : new byte[0]);
  }
}
