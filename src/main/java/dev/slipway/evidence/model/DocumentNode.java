package dev.slipway.evidence.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value inside a JSON or YAML document.
 *
 * @param value a map, a list or a scalar; null if the document has no such value
 */
public record DocumentNode(@Nullable Object value) {

  /** Returns the value under nested keys. */
  public DocumentNode at(String... keys) {
    Object current = value;
    for (String key : keys) {
      current = current instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return new DocumentNode(current);
  }

  /** Returns the elements of a list; an empty list for any other value. */
  public List<DocumentNode> elements() {
    return value instanceof List<?> list
        ? list.stream().<DocumentNode>map(DocumentNode::new).toList()
        : List.of();
  }

  /** Returns a text; an empty text for any other value. */
  public String text() {
    return value instanceof String text ? text : "";
  }

  /** Returns whether the value is present and equal to {@code expected}. */
  public boolean is(Object expected) {
    return expected.equals(value);
  }
}
