package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Golden files: texts whose changes a reviewer reads. {@code ./slipway maven test
 * -Dslipway.record=true} writes them again.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources");

  private Golden() {}

  /** Asserts that a file below src/test/resources contains exactly {@code actual}. */
  public static void assertSame(String file, String actual) {
    assertSame(FOLDER.resolve(file), actual);
  }

  /** Asserts that the file contains exactly {@code actual}. */
  public static void assertSame(Path golden, String actual) {
    try {
      if (Boolean.getBoolean("slipway.record")) {
        Files.createDirectories(golden.getParent());
        Files.writeString(golden, actual);
      }
      assertEquals(
          Files.readString(golden), actual, golden + " differs; review the change and record it");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
