package dev.slipway.deploy;

import dev.slipway.document.Json;
import java.util.regex.Pattern;

/** The id of a commit or a tree. Git gets it as an argument, so nothing else is accepted. */
final class GitId {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private GitId() {}

  /**
   * Returns the id.
   *
   * @param field where it is, for the message
   * @throws IllegalArgumentException if it is not one
   */
  static String parse(String field, String value) {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is %s, which is not the id of a commit or a tree: 40 or 64 hexadecimal digits"
              .formatted(field, Json.write(value)));
    }
    return value;
  }
}
