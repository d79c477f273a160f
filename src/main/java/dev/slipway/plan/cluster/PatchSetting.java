package dev.slipway.plan.cluster;

import dev.slipway.document.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * A setting that a patch may have.
 *
 * @param path the beginning of its paths, for example {@code machine.sysctls}; that of a document
 *     with a kind begins with the kind
 * @param expected what is allowed, for messages
 * @param allows whether a value may be at the keys below
 */
record PatchSetting(String path, String expected, BiPredicate<List<String>, Object> allows) {

  /** Returns a setting that is one value, whose JSON has a form. */
  static PatchSetting of(String path, String expected, Pattern form) {
    return new PatchSetting(
        path,
        expected,
        (keys, value) -> keys.isEmpty() && form.matcher(Json.write(value)).matches());
  }

  /** Whether the value is at or below the path. */
  boolean contains(PatchValue value) {
    List<String> keys = keys();
    return value.kind().equals(kind())
        && value.keys().size() >= keys.size()
        && value.keys().subList(0, keys.size()).equals(keys);
  }

  /** Whether the patch may have the value, which is at or below the path. */
  boolean allows(PatchValue value) {
    return allows.test(value.keys().subList(keys().size(), value.keys().size()), value.value());
  }

  private String kind() {
    return Character.isUpperCase(path.charAt(0)) ? path.substring(0, path.indexOf('.')) : "";
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>(Arrays.asList(path.split("\\.", -1)));
    if (!kind().isEmpty()) {
      keys.remove(0);
    }
    return keys;
  }
}
