package dev.slipway.audit.sink;

import dev.slipway.audit.ApiServer;
import dev.slipway.audit.MissingLines;
import dev.slipway.audit.Sink;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files with the lines that a sink lacks: {@code EXPORTER/CLUSTER/NODE.jsonl} in a folder, each for
 * the standard input of {@code audit-shipper replay}. Only the user can read them.
 */
public final class MissingFiles implements MissingLines, AutoCloseable {
  /** The names that audit/shipper/sink/settings.go allows; no part of a path. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private static final FileAttribute<?> PRIVATE_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;
  private final Map<Path, BufferedWriter> files = new HashMap<>();

  private MissingFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Creates the folder.
   *
   * @throws IllegalArgumentException if it has files already, or cannot be created
   */
  public static MissingFiles in(Path folder) {
    try {
      Files.createDirectories(folder, PRIVATE_FOLDER);
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw new IllegalArgumentException(
              "--missing: %s is not empty; name a new folder".formatted(folder));
        }
      }
    } catch (IOException unusable) {
      throw new IllegalArgumentException(
          "--missing: %s cannot be used (%s); name a new folder".formatted(folder, unusable),
          unusable);
    }
    return new MissingFiles(folder);
  }

  @Override
  public void add(Sink lacking, ApiServer server, String line) {
    Path file =
        folder
            .resolve(lacking.exporter())
            .resolve(name(server.cluster()))
            .resolve(name(server.node()) + ".jsonl");
    try {
      BufferedWriter writer = files.get(file);
      if (writer == null) {
        Files.createDirectories(file.getParent(), PRIVATE_FOLDER);
        writer = Files.newBufferedWriter(Files.createFile(file, PRIVATE_FILE));
        files.put(file, writer);
      }
      writer.write(line);
      writer.write('\n');
    } catch (IOException failure) {
      throw new AuditSinkException("%s cannot be written: %s".formatted(file, failure), failure);
    }
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new AuditSinkException(
          "\"%s\" of the archive is not the name of a cluster or node, so its lines are not written"
              .formatted(text));
    }
    return text;
  }

  @Override
  public void close() {
    for (BufferedWriter file : files.values()) {
      try {
        file.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
