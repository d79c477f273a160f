package dev.slipway.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of a property, in the syntax of Pulumi: {@code a.b}, {@code a[0]} and {@code a["b.c"]}.
 * Source: {@code resource.ParsePropertyPath} in Pulumi's SDK.
 */
final class PropertyPath {
  private static final Pattern PART =
      Pattern.compile("\\G\\.?(?:\\[(\\d+)\\]|\\[\"((?:[^\"\\\\]|\\\\.)*)\"\\]|([^.\\[\\]]+))");

  private PropertyPath() {}

  /** Returns the value at the path; a missing node if the document has none. */
  static JsonNode value(JsonNode document, String path) {
    JsonNode node = document;
    Matcher part = PART.matcher(path);
    while (part.find()) {
      if (part.group(1) != null) {
        node = node.path(Integer.parseInt(part.group(1)));
      } else if (part.group(2) != null) {
        node = node.path(part.group(2).replaceAll("\\\\(.)", "$1"));
      } else {
        node = node.path(part.group(3));
      }
    }
    return node;
  }
}
