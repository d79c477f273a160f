package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.document.ClasspathFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that scripts leave in the temporary directory. */
class PreludeTest {
  @TempDir Path temporary;

  @Test
  void ownFolderIsDeletedAtTheEnd() throws Exception {
    run("touch \"$folder/secret\"");
    assertEquals(Set.of(), folders());
  }

  @Test
  void ownFolderIsDeletedAfterFailure() throws Exception {
    run("touch \"$folder/secret\"; false");
    assertEquals(Set.of(), folders());
  }

  @ParameterizedTest
  @ValueSource(strings = {"HUP", "INT", "TERM"})
  void ownFolderIsDeletedAfterSignal(String signal) throws Exception {
    run("touch \"$folder/secret\"; kill -%s $$; sleep 1".formatted(signal));
    assertEquals(Set.of(), folders());
  }

  @Test
  void folderOfKilledScriptIsDeletedByTheNextScript() throws Exception {
    run("touch \"$folder/secret\"; kill -9 $$");
    Path left = temporary.resolve(folders().iterator().next());
    run(":");
    assertEquals(Set.of(left.getFileName().toString()), folders(), "that script may still run");
    makeOlder(left);
    run(":");
    assertEquals(Set.of(), folders());
  }

  @Test
  void foldersOfOtherProgramsStay() throws Exception {
    makeOlder(Files.createDirectory(temporary.resolve("other")));
    run(":");
    assertEquals(Set.of("other"), folders());
  }

  private static void makeOlder(Path folder) throws Exception {
    Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
  }

  private void run(String line) throws Exception {
    ProcessBuilder script =
        new ProcessBuilder("sh", "-c", ClasspathFile.text("/scripts/prelude.sh") + line);
    script.environment().put("TMPDIR", temporary.toString());
    script.inheritIO().start().waitFor();
  }

  private Set<String> folders() throws Exception {
    try (var all = Files.list(temporary)) {
      return all.map(one -> one.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
