package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.document.ClasspathFile;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertEquals(1, folders().size());
    run(":");
    assertEquals(Set.of(), folders());
  }

  @Test
  void folderOfARunningScriptStays() throws Exception {
    run("sh -c \"$PRELUDE\"; test -e \"$folder\" && touch \"$TMPDIR/kept\"");
    assertEquals(Set.of("kept"), folders());
  }

  @Test
  void foldersOfOtherProgramsStay() throws Exception {
    Files.createDirectory(temporary.resolve("other"));
    run(":");
    assertEquals(Set.of("other"), folders());
  }

  private void run(String line) throws Exception {
    String prelude = ClasspathFile.text("/scripts/prelude.sh");
    ProcessBuilder script = new ProcessBuilder("sh", "-c", prelude + line);
    script.environment().put("TMPDIR", temporary.toString());
    script.environment().put("PRELUDE", prelude);
    script.inheritIO().start().waitFor();
  }

  private Set<String> folders() throws Exception {
    try (var all = Files.list(temporary)) {
      return all.map(one -> one.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
