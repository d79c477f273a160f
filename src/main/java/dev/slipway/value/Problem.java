package dev.slipway.value;

import java.nio.file.Path;

/**
 * A problem in a stack file.
 *
 * @param file the stack file
 * @param line from 1; 0 for the whole file
 * @param path keys joined by dots, for example {@code controlPlane.count}; empty for the file
 * @param message what is wrong, what is allowed and the fix
 */
public record Problem(Path file, int line, String path, String message) {

  @Override
  public String toString() {
    String where = line > 0 ? file + ":" + line : file.toString();
    return path.isEmpty() ? where + ": " + message : where + ": " + path + ": " + message;
  }
}
