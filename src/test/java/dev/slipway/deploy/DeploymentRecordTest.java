package dev.slipway.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.deploy.RecordEntry.Event;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The file with the record of deployments. */
class DeploymentRecordTest {
  private static final Instant NOW = Instant.parse("2026-11-27T20:00:00Z");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void recordAStart() {
    file = folder.resolve("record.jsonl");
    append(new DeploymentRecord(file), Event.STARTED);
  }

  private static void append(DeploymentRecord record, Event event) {
    Sha256 steps = Sha256.of("+ t a");
    record.append(
        new RecordEntry(
            NOW,
            event,
            "staging",
            "anna",
            "c0ffeec0ffeec0ffeec0ffeec0ffeec0ffeec0ff",
            "7ee7ee7ee7ee7ee7ee7ee7ee7ee7ee7ee7ee7ee7",
            steps,
            "",
            record.last()));
  }

  private List<Event> events() {
    return new DeploymentRecord(file).entries().stream().map(RecordEntry::event).toList();
  }

  private void assertRefused(String message, Executable use) {
    assertEquals(
        message.replace("FILE", file.toString()),
        assertThrows(IllegalArgumentException.class, use).getMessage());
  }

  @Test
  void entriesAreAdded() {
    DeploymentRecord record = new DeploymentRecord(file);
    append(record, Event.FAILED);
    append(record, Event.STARTED);
    assertEquals(List.of(Event.STARTED, Event.FAILED, Event.STARTED), events());
  }

  @Test
  void convertedLineEndsAreRefused() throws IOException {
    Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
    assertRefused(
        "FILE: has carriage returns, which the record never has; exclude it from conversion (*"
            + " -text in .gitattributes of its branch) and check it out again",
        () -> new DeploymentRecord(file));
  }

  /** Git gets the ids as arguments. */
  @Test
  void idsAreChecked() throws IOException {
    Files.writeString(file, Files.readString(file).replaceFirst("7ee[0-9a-f]+", "--output=x"));
    assertRefused(
        "FILE:1: is not an entry of the record: \"tree\" is \"--output=x\", which is not the id of"
            + " a commit or a tree: 40 or 64 hexadecimal digits; restore the file from its history",
        () -> new DeploymentRecord(file));
  }

  /** The next entry would be in the same line. */
  @Test
  void lastLineEndsWithALineFeed() throws IOException {
    Files.writeString(file, Files.readString(file).strip());
    assertRefused(
        "FILE:1: does not end with a line feed, so it is not complete; restore the file from its"
            + " history",
        () -> new DeploymentRecord(file));
  }

  @Test
  void lineIsAnObject() throws IOException {
    Files.writeString(file, "null\n", StandardOpenOption.APPEND);
    assertRefused(
        "FILE:2: is not an entry of the record: a field is missing; restore the file from its"
            + " history",
        () -> new DeploymentRecord(file));
    for (String line : List.of("7", "\"\"", "[]", "true", "{}", "")) {
      Files.writeString(file, line + "\n");
      assertThrows(IllegalArgumentException.class, () -> new DeploymentRecord(file), line);
    }
  }

  @Test
  void entryOfAnotherProcessIsNotOverlooked() {
    DeploymentRecord one = new DeploymentRecord(file);
    DeploymentRecord other = new DeploymentRecord(file);
    append(one, Event.SUCCEEDED);
    assertRefused(
        "another process changed the record FILE since this one read it; run one deployment at a"
            + " time, and this one again",
        () -> append(other, Event.INTERRUPTED));
    assertEquals(List.of(Event.STARTED, Event.SUCCEEDED), events());
  }

  @Test
  void removedFileIsNotContinued() throws IOException {
    DeploymentRecord record = new DeploymentRecord(file);
    Files.delete(file);
    assertThrows(IllegalArgumentException.class, () -> append(record, Event.SUCCEEDED));
    assertEquals(List.of(), events());
  }

  @Test
  void lockedFileIsNotChanged() throws IOException {
    DeploymentRecord record = new DeploymentRecord(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertEquals(true, lock.isValid());
      assertRefused(
          "another process adds to the record FILE; run one deployment at a time, and this one"
              + " again",
          () -> append(record, Event.SUCCEEDED));
    }
    assertEquals(List.of(Event.STARTED), events());
  }
}
