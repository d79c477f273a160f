package dev.slipway.value;

import java.nio.file.Path;

/**
 * One mistake of an operator's, in the operator's words.
 *
 * @param file the stack file
 * @param line counted from 1; 0 where the whole file is meant
 * @param path keys joined by dots, for example {@code controlPlane.count}; empty for the file
 * @param message the value got, what is allowed and the cure
 */
public record Problem(Path file, int line, String path, String message) {

  @Override
  public String toString() {
    String where = line > 0 ? file + ":" + line : file.toString();
    return path.isEmpty() ? where + ": " + message : where + ": " + path + ": " + message;
  }
}
