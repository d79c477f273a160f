package dev.slipway.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A text file of {@code src/main/resources}. */
public final class ClasspathFile {
  private ClasspathFile() {}

  /** Returns the text of the file; {@code path} begins with a slash. */
  public static String text(String path) {
    try (InputStream file = ClasspathFile.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException(path + " is not on the classpath");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadableJar) {
      throw new UncheckedIOException(unreadableJar);
    }
  }
}
