package dev.slipway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

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

  /** Refuses a file that cannot be written, before work whose result would be lost. */
  static void requireWritable(String option, @Nullable Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    boolean isWritable =
        Files.exists(file)
            ? !Files.isDirectory(file) && Files.isWritable(file)
            : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    if (!isWritable) {
      throw new IllegalArgumentException(
          "%s: %s cannot be written; name a file in a folder that exists and that you may write to"
              .formatted(option, file));
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
