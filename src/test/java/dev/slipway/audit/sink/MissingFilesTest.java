package dev.slipway.audit.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.audit.ApiServer;
import dev.slipway.audit.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of lines that a sink lacks. */
class MissingFilesTest {
  private static final ApiServer SERVER = new ApiServer("osl2", "osl2-control-plane-1");

  @TempDir private Path folder;

  @Test
  void onlyTheUserCanReadThem() throws IOException {
    try (MissingFiles files = MissingFiles.in(folder.resolve("new"))) {
      files.add(Sink.STORE, SERVER, "{\"a\":1}");
      files.add(Sink.STORE, SERVER, "{\"a\":2}");
      files.add(Sink.SIEM, SERVER, "{\"a\":1}");
    }
    Path file = folder.resolve("new/logstore/osl2/osl2-control-plane-1.jsonl");
    assertEquals(List.of("{\"a\":1}", "{\"a\":2}"), Files.readAllLines(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new"))));
  }

  /** A former run's lines would be sent again. */
  @Test
  void aFolderWithFilesIsRefused() throws IOException {
    Files.createFile(folder.resolve("file"));
    assertEquals(
        "--missing: %s is not empty; name a new folder".formatted(folder),
        assertThrows(IllegalArgumentException.class, () -> MissingFiles.in(folder)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> MissingFiles.in(folder.resolve("file/x")));
  }

  /** Names of the archive's folders are data. */
  @Test
  void noPathLeavesTheFolder() {
    try (MissingFiles files = MissingFiles.in(folder.resolve("new"))) {
      for (String name : List.of("..", "a/b", "", ".hidden")) {
        assertThrows(
            AuditSinkException.class,
            () -> files.add(Sink.ARCHIVE, new ApiServer(name, "n"), "{}"));
        assertThrows(
            AuditSinkException.class,
            () -> files.add(Sink.ARCHIVE, new ApiServer("c", name), "{}"));
      }
    }
  }
}
