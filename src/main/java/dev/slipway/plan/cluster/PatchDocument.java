package dev.slipway.plan.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Documents of a patch as values, and their addition to those of Slipway. */
public final class PatchDocument {
  private static final int DEEPEST = 12;

  private PatchDocument() {}

  /**
   * Returns an unmodifiable copy.
   *
   * @throws IllegalArgumentException if it has anything but texts, whole numbers, booleans, lists
   *     and maps
   */
  public static Map<String, Object> copy(Map<?, ?> document) {
    return copy("", document, DEEPEST);
  }

  private static Map<String, Object> copy(String path, Map<?, ?> fields, int depth) {
    Map<String, Object> copy = new TreeMap<>();
    fields.forEach(
        (key, value) -> {
          String at = path.isEmpty() ? String.valueOf(key) : path + "." + key;
          if (!(key instanceof String text)) {
            throw new IllegalArgumentException("the key %s is not a text".formatted(at));
          }
          copy.put(text, value(at, value, depth - 1));
        });
    return Collections.unmodifiableMap(copy);
  }

  private static Object value(String path, @Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> fields && depth > 0) {
      return copy(path, fields, depth);
    }
    if (value instanceof List<?> list && depth > 0) {
      return list.stream().map(one -> value(path, one, depth - 1)).toList();
    }
    if (value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long) {
      return value;
    }
    throw new IllegalArgumentException(
        "%s is %s; expected a text, a whole number, a boolean, a list or a map, at most %d deep"
            .formatted(path, value == null ? "null" : value.getClass().getName(), DEEPEST));
  }

  /** Returns the documents with those of patches, which have no path in common with them. */
  static List<Map<String, Object>> added(
      List<Map<String, Object>> documents, List<Map<String, Object>> patches) {
    List<Map<String, Object>> all = new ArrayList<>(documents);
    for (Map<String, Object> patch : patches) {
      int same = indexOf(all, PatchValue.identity(patch));
      if (same < 0) {
        all.add(patch);
      } else {
        all.set(same, union(all.get(same), patch));
      }
    }
    return all;
  }

  private static int indexOf(List<Map<String, Object>> documents, String identity) {
    return documents.stream().map(PatchValue::identity).toList().indexOf(identity);
  }

  private static Map<String, Object> union(Map<?, ?> left, Map<?, ?> right) {
    Map<String, Object> all = new TreeMap<>();
    left.forEach((key, value) -> all.put(String.valueOf(key), value));
    right.forEach((key, value) -> all.merge(String.valueOf(key), value, PatchDocument::union));
    return all;
  }

  private static Object union(Object left, Object right) {
    return left instanceof Map<?, ?> old && right instanceof Map<?, ?> young
        ? union(old, young)
        : right;
  }
}
