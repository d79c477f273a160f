package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Verifies evidence that was written before report texts and file names changed. The fields of
 * chain.jsonl (file, sha256, previous) are a contract: auditors keep folders for years.
 */
class EarlierEvidenceTest {
  private static final Path EARLIER = Path.of("src/test/resources/evidence/written-by-0.1.0");
  private static final List<String> FILES =
      List.of(
          "chain.jsonl",
          "data/clusters.json",
          "data/roles.json",
          "data/stack-files.json",
          "picture.svg");

  @TempDir private Path folder;

  @BeforeEach
  void copyFolder() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    for (String file : FILES) {
      Files.copy(EARLIER.resolve(file), folder.resolve(file));
    }
  }

  @Test
  void acceptsUnchangedFolder() {
    assertEquals(0, verify(folder));
    assertEquals(0, verify(EARLIER));
  }

  @Test
  void detectsChangeOfAnyFile() throws IOException {
    for (String file : FILES) {
      byte[] content = Files.readAllBytes(folder.resolve(file));
      content[content.length / 2] ^= 1;
      Files.write(folder.resolve(file), content);
      assertEquals(3, verify(folder), file);
      content[content.length / 2] ^= 1;
      Files.write(folder.resolve(file), content);
    }
    assertEquals(0, verify(folder));
  }

  @Test
  void detectsMissingAndAddedFile() throws IOException {
    Files.move(folder.resolve("picture.svg"), folder.resolve("diagram.svg"));
    assertEquals(3, verify(folder));
    Files.copy(folder.resolve("diagram.svg"), folder.resolve("picture.svg"));
    assertEquals(3, verify(folder));
    Files.delete(folder.resolve("diagram.svg"));
    assertEquals(0, verify(folder));
  }

  private static int verify(Path folder) {
    CommandLine command = Slipway.commandLine();
    command.setOut(new PrintWriter(new StringWriter()));
    command.setErr(new PrintWriter(new StringWriter()));
    return command.execute("evidence", "verify", folder.toString());
  }
}
