package dev.slipway.deploy;

import dev.slipway.deploy.RecordEntry.Event;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The record of deployments, a file to which lines are only added. Each line has the digest of the
 * line before, so whoever changes a line must change all later ones.
 */
public final class DeploymentRecord {
  private static final String RESTORE = "; restore the file from its history";

  private static final Set<StandardOpenOption> ADD =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

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
      add(Files.exists(file) ? Files.readString(file) : "");
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "cannot read the record %s (%s)".formatted(file, unreadable));
    }
  }

  private void add(String text) {
    if (text.indexOf('\r') >= 0) {
      throw new IllegalArgumentException(
          "%s: has carriage returns, which the record never has; exclude it from conversion (* -text in .gitattributes of its branch) and check it out again"
              .formatted(file));
    }
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      add(lines.get(i), where(i + 1));
    }
    if (!lines.isEmpty() && !text.endsWith("\n")) {
      throw new IllegalArgumentException(
          where(lines.size()) + "does not end with a line feed, so it is not complete" + RESTORE);
    }
  }

  private String where(int line) {
    return "%s:%d: ".formatted(file, line);
  }

  private void add(String line, String where) {
    RecordEntry entry;
    try {
      entry = RecordEntry.read(line);
    } catch (IllegalArgumentException | DateTimeException invalid) {
      throw new IllegalArgumentException(
          where + "is not an entry of the record: " + invalid.getMessage() + RESTORE);
    }
    if (!entry.previous().equals(last) || !entry.line().equals(line + "\n")) {
      throw new IllegalArgumentException(
          where + "does not have the digest of the line before, or was changed" + RESTORE);
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

  /** Returns the last successful entry of each stack. */
  public List<RecordEntry> lastSuccesses() {
    Map<String, RecordEntry> last = new LinkedHashMap<>();
    entries.stream()
        .filter(entry -> entry.event() == Event.SUCCEEDED)
        .forEach(entry -> last.put(entry.stack(), entry));
    return List.copyOf(last.values());
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

  /**
   * Adds an entry, and returns when it is on the disk.
   *
   * @throws IllegalArgumentException if it cannot, or if another process added an entry
   */
  void append(RecordEntry entry) {
    try (FileChannel channel = FileChannel.open(file, ADD);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw inUse();
      }
      requireUnchanged(channel);
      write(channel, entry.line());
    } catch (OverlappingFileLockException ofThisProcess) {
      throw inUse();
    } catch (IOException unwritable) {
      throw new IllegalArgumentException(
          "cannot add to the record %s (%s)".formatted(file, unwritable));
    }
    entries.add(entry);
    last = Sha256.of(entry.line());
  }

  private IllegalArgumentException inUse() {
    return new IllegalArgumentException(
        "another process adds to the record %s; run one deployment at a time, and this one again"
            .formatted(file));
  }

  /** A second opening of the file would end the lock when it is closed. */
  private void requireUnchanged(FileChannel channel) throws IOException {
    ByteBuffer found = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (found.hasRemaining() && channel.read(found) >= 0) {
      // reads until the end
    }
    String text = new String(found.array(), StandardCharsets.UTF_8);
    if (!text.equals(entries.stream().map(RecordEntry::line).collect(Collectors.joining()))) {
      throw new IllegalArgumentException(
          "another process changed the record %s since this one read it; run one deployment at a time, and this one again"
              .formatted(file));
    }
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer line = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      channel.write(line);
    }
    channel.force(true);
  }
}
