package dev.slipway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of killed scripts are deleted, and folders of running scripts are not. */
class ScriptFoldersTest {
  @TempDir private Path directory;

  @Test
  void folderOfAnEndedScriptIsDeleted() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    folder("slipway-script.%d.a1B2c3".formatted(ended.pid()), Duration.ZERO);
    assertEquals(Set.of(), leftAfterDeletion());
  }

  @Test
  void folderOfARunningScriptStays() throws Exception {
    String name = "slipway-script.%d.a1B2c3".formatted(ProcessHandle.current().pid());
    folder(name, Duration.ZERO);
    assertEquals(Set.of(name), leftAfterDeletion());
  }

  @Test
  void folderOlderThanTheProcessWithItsIdIsDeleted() throws Exception {
    folder("slipway-script.%d.a1B2c3".formatted(ProcessHandle.current().pid()), Duration.ofDays(1));
    assertEquals(Set.of(), leftAfterDeletion());
  }

  @Test
  void folderOfTheFormerNameIsDeletedAfterADay() throws Exception {
    folder("slipway-script.a1B2c3", Duration.ofHours(23));
    folder("slipway-script.d4E5f6", Duration.ofHours(25));
    assertEquals(Set.of("slipway-script.a1B2c3"), leftAfterDeletion());
  }

  @Test
  void otherFoldersStay() throws Exception {
    folder("slipway-script.other.name.1", Duration.ofDays(9));
    folder("other", Duration.ofDays(9));
    assertEquals(Set.of("slipway-script.other.name.1", "other"), leftAfterDeletion());
  }

  /** Otherwise any user of the computer could make every update fail. */
  @Test
  void folderOfAnotherUserStays() throws IOException {
    assumeTrue(
        System.getProperty("user.name").equals("root"),
        "only root can give a folder to another user");
    String name = "slipway-script.a1B2c3";
    folder(name, Duration.ofDays(9));
    Files.setAttribute(directory.resolve(name), "unix:uid", 12345);
    assertEquals(Set.of(name), leftAfterDeletion());
  }

  private void folder(String name, Duration age) throws IOException {
    Path folder = Files.createDirectory(directory.resolve(name));
    Files.writeString(folder.resolve("secrets.yaml"), "secret");
    Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(age)));
  }

  private Set<String> leftAfterDeletion() throws IOException {
    ScriptFolders.deleteLeft(Map.of("TMPDIR", directory.toString()));
    try (var all = Files.list(directory)) {
      return all.map(one -> one.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
