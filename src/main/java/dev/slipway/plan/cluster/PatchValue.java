package dev.slipway.plan.cluster;

import dev.slipway.document.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One value of a document with its path; a list is one value.
 *
 * @param kind of the document; empty for the one without
 * @param name of the document; empty without
 * @param keys from the top of the document
 */
record PatchValue(String kind, String name, List<String> keys, Object value) {
  /** Characters of a value in a message. */
  private static final int SHOWN = 80;

  private static final Set<String> HEAD = Set.of("kind", "apiVersion");

  PatchValue {
    keys = List.copyOf(keys);
  }

  /** Returns the values of a document; for an empty one the document itself. */
  static List<PatchValue> of(Map<String, Object> document) {
    String kind = text(document, "kind");
    String name = kind.isEmpty() ? "" : text(document, "name");
    PatchValue all = new PatchValue(kind, name, List.of(), "");
    List<PatchValue> values =
        document.entrySet().stream()
            .filter(field -> kind.isEmpty() || !HEAD.contains(field.getKey()))
            .flatMap(field -> all.below(field.getKey(), field.getValue()))
            .toList();
    return values.isEmpty() ? List.of(all) : values;
  }

  /** Returns the name of a document among others. */
  static String identity(Map<String, Object> document) {
    String kind = text(document, "kind");
    return kind.isEmpty() ? "" : kind + "." + text(document, "name");
  }

  private static String text(Map<String, Object> document, String key) {
    return Objects.toString(document.get(key), "");
  }

  private Stream<PatchValue> below(String key, Object inner) {
    List<String> path = new ArrayList<>(keys);
    path.add(key);
    PatchValue one = new PatchValue(kind, name, path, inner);
    return inner instanceof Map<?, ?> fields && !fields.isEmpty()
        ? fields.entrySet().stream()
            .flatMap(field -> one.below(String.valueOf(field.getKey()), field.getValue()))
        : Stream.of(one);
  }

  /** Whether one of both is at or below the path of the other. */
  boolean overlaps(PatchValue other) {
    int shared = Math.min(keys.size(), other.keys.size());
    return kind.equals(other.kind)
        && name.equals(other.name)
        && keys.subList(0, shared).equals(other.keys.subList(0, shared));
  }

  /**
   * Returns path and value for a message, for example {@code machine.sysctls.vm.swappiness "1"}.
   */
  @Override
  public String toString() {
    String json = Json.write(value);
    String shown = json.length() > SHOWN ? json.substring(0, SHOWN) + "…" : json;
    return path() + " " + shown;
  }

  private String path() {
    List<String> all = new ArrayList<>(keys);
    if (!kind.isEmpty()) {
      all.add(0, kind);
    }
    return all.isEmpty() ? "the document" : String.join(".", all);
  }
}
