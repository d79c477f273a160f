package dev.slipway.change;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values of a server's documents by path, for example {@code machine.time.servers}. The path of
 * a document with a kind begins with the kind, and with its name if several may exist. A list is
 * one value: Talos replaces it as a whole.
 */
final class DocumentPaths {
  private DocumentPaths() {}

  /** Returns the paths whose values differ, sorted. */
  static List<String> changed(List<Map<String, Object>> before, List<Map<String, Object>> after) {
    Map<String, Object> old = values(before);
    Map<String, Object> young = values(after);
    TreeSet<String> paths = new TreeSet<>(old.keySet());
    paths.addAll(young.keySet());
    return paths.stream().filter(path -> !Objects.equals(old.get(path), young.get(path))).toList();
  }

  /** Whether a path is the beginning itself or below it. */
  static boolean isBelow(String path, String beginning) {
    return path.equals(beginning) || path.startsWith(beginning + ".");
  }

  /** Returns the beginning of a document's paths; empty for a document without a kind. */
  static String name(Map<String, Object> document) {
    Object kind = document.get("kind");
    if (kind == null) {
      return "";
    }
    Object name = document.get("name");
    return name == null ? kind.toString() : kind + "." + name;
  }

  private static Map<String, Object> values(List<Map<String, Object>> documents) {
    Map<String, Object> values = new TreeMap<>();
    documents.forEach(document -> collect(name(document), document, values));
    return values;
  }

  private static void collect(String path, Object value, Map<String, Object> values) {
    if (value instanceof Map<?, ?> fields && !fields.isEmpty()) {
      String prefix = path.isEmpty() ? "" : path + ".";
      fields.forEach((key, field) -> collect(prefix + key, field, values));
    } else {
      values.put(path, value);
    }
  }
}
