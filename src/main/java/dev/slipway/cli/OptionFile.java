package dev.slipway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that options name. A file that cannot be used is a wrong command line. */
final class OptionFile {
  private OptionFile() {}

  /** Returns the text of the file. */
  static String read(String option, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "%s: cannot read %s (%s)".formatted(option, file, unreadable));
    }
  }

  /** Writes the file. */
  static void write(String option, Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new IllegalArgumentException(
          "%s: cannot write %s (%s)".formatted(option, file, unwritable));
    }
  }
}
