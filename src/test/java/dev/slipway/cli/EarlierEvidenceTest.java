package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.testing.CliRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Verifies evidence that was written before report texts and file names changed. The fields of
 * chain.jsonl (file, sha256, previous) are a contract: auditors keep folders for years.
 */
class EarlierEvidenceTest {
  private static final Path EARLIER = Path.of("src/test/resources/evidence/written-by-0.1.0");

  /** The digest that was printed when the folder was written. */
  private static final String DIGEST =
      "6485e531bcaaa3cb62d47a3cabe9f83d1dc20d53ae4df79c4ae046375e0b0457";

  @TempDir private Path folder;

  private final List<String> files = new ArrayList<>();

  @BeforeEach
  void copyFolder() throws IOException {
    try (Stream<Path> paths = Files.walk(EARLIER)) {
      paths.filter(Files::isRegularFile).map(EARLIER::relativize).forEach(this::copy);
    }
    assertEquals(5, files.size(), files.toString());
  }

  private void copy(Path file) {
    try {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.copy(EARLIER.resolve(file), folder.resolve(file));
      files.add(file.toString());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void acceptsUnchangedFolder() {
    assertEquals(
        new CliRun(
            0,
            "4 files are unchanged; digest of the last line of chain.jsonl: " + DIGEST + "\n",
            ""),
        CliRun.of("evidence", "verify", folder.toString(), "--expect-digest", DIGEST));
    assertEquals(0, verify(EARLIER));
  }

  @Test
  void detectsChangeOfAnyFile() throws IOException {
    for (String file : files) {
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
    Path file = folder.resolve("data/roles.json");
    Path other = folder.resolve("data/other.json");
    Files.move(file, other);
    assertEquals(3, verify(folder));
    Files.copy(other, file);
    assertEquals(3, verify(folder));
    Files.delete(other);
    assertEquals(0, verify(folder));
  }

  private static int verify(Path folder) {
    return CliRun.of("evidence", "verify", folder.toString()).exitCode();
  }
}
