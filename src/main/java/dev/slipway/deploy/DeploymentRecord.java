package dev.slipway.deploy;

import dev.slipway.deploy.RecordEntry.Event;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The record of deployments, a file to which lines are only added. Each line has the digest of the
 * line before, so whoever changes a line must change all later ones.
 */
public final class DeploymentRecord {
  private final Path file;
  private final List<RecordEntry> entries = new ArrayList<>();
  private Sha256 last = RecordEntry.NONE;

  /**
   * Reads the file; one that does not exist is empty.
   *
   * @throws IllegalArgumentException with the first line that is not valid, or if it is unreadable
   */
  public DeploymentRecord(Path file) {
    this.file = file;
    try {
      List<String> lines = Files.exists(file) ? Files.readString(file).lines().toList() : List.of();
      for (int i = 0; i < lines.size(); i++) {
        add(lines.get(i), "%s:%d: ".formatted(file, i + 1));
      }
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "cannot read the record %s (%s)".formatted(file, unreadable));
    }
  }

  private void add(String line, String where) {
    RecordEntry entry;
    try {
      entry = RecordEntry.read(line);
    } catch (IllegalArgumentException | DateTimeException invalid) {
      throw new IllegalArgumentException(
          where + "is not an entry of the record: " + invalid.getMessage());
    }
    if (!entry.previous().equals(last) || !entry.line().equals(line + "\n")) {
      throw new IllegalArgumentException(
          where
              + "does not have the digest of the line before, or was changed; restore the file from"
              + " its history");
    }
    entries.add(entry);
    last = Sha256.of(entry.line());
  }

  /** Returns the entries, the first one first. */
  public List<RecordEntry> entries() {
    return List.copyOf(entries);
  }

  /** Returns the digest of the last line. */
  public Sha256 last() {
    return last;
  }

  /** Returns the last entry about a stack. */
  Optional<RecordEntry> last(String stack) {
    return last(entry -> entry.stack().equals(stack));
  }

  private Optional<RecordEntry> last(Predicate<RecordEntry> which) {
    return entries.stream().filter(which).reduce((first, second) -> second);
  }

  /** Whether the last deployment of a tree to a stack succeeded. */
  boolean hasSucceeded(String stack, String tree) {
    return last(entry -> entry.stack().equals(stack) && entry.tree().equals(tree))
        .filter(entry -> entry.event() == Event.SUCCEEDED)
        .isPresent();
  }

  /** Adds an entry, and returns when it is on the disk. */
  void append(RecordEntry entry) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer line = ByteBuffer.wrap(entry.line().getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
    } catch (IOException unwritable) {
      throw new IllegalArgumentException(
          "cannot add to the record %s (%s)".formatted(file, unwritable));
    }
    entries.add(entry);
    last = Sha256.of(entry.line());
  }
}
