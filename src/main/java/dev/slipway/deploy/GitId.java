package dev.slipway.deploy;

import dev.slipway.document.Json;
import dev.slipway.value.GitRevision;

/** The id of a commit or a tree. Git gets it as an argument, so nothing else is accepted. */
final class GitId {
  private GitId() {}

  /**
   * Returns the id.
   *
   * @param field where it is, for the message
   * @throws IllegalArgumentException if it is not one
   */
  static String parse(String field, String value) {
    if (!new GitRevision(value).isCommit()) {
      throw new IllegalArgumentException(
          "\"%s\" is %s, which is not the id of a commit or a tree: 40 or 64 hexadecimal digits"
              .formatted(field, Json.write(value)));
    }
    return value;
  }
}
