package dev.slipway.evidence.collect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A file with a result of a command or a test, whose mistakes are named with the file. */
final class ResultFile {
  private ResultFile() {}

  /**
   * Reads the file.
   *
   * @param parse returns the result, or throws an {@link IllegalArgumentException}
   * @throws IllegalArgumentException if it cannot be read, or is not valid
   */
  static <T> T read(Path file, Function<String, T> parse) {
    try {
      return parse.apply(Files.readString(file));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(file + ": cannot be read as a UTF-8 text file");
    } catch (IllegalArgumentException invalid) {
      throw new IllegalArgumentException(file + ": " + invalid.getMessage());
    }
  }

  /** Returns the time of a key that the file must have. */
  static Instant time(String key, @Nullable String value) {
    try {
      return Instant.parse(required(key, value));
    } catch (DateTimeParseException invalid) {
      throw new IllegalArgumentException(key + " is not a time: " + invalid.getMessage());
    }
  }

  /** Returns the value of a key that the file must have. */
  static <T> T required(String key, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("key " + key + " is missing");
    }
    return value;
  }
}
