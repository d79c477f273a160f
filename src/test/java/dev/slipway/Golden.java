package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that a reviewer reads when they change. Record mode writes them anew: {@code ./slipway
 * maven test -Dslipway.record=true}.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources");

  private Golden() {}

  /** {@code file} below src/test/resources holds exactly {@code actual}. */
  public static void assertSame(String file, String actual) {
    assertSame(FOLDER.resolve(file), actual);
  }

  /** {@code golden} holds exactly {@code actual}. */
  public static void assertSame(Path golden, String actual) {
    try {
      if (Boolean.getBoolean("slipway.record")) {
        Files.createDirectories(golden.getParent());
        Files.writeString(golden, actual);
      }
      assertEquals(Files.readString(golden), actual, golden + " is no longer true");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
