package dev.slipway.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Unmodifiable copies of the values of keys: checks of an operator's program read them after they
 * were validated. An item that could not be read is null, and a problem is reported for it.
 */
final class ReadOnly {
  private ReadOnly() {}

  static <T> @Nullable List<T> list(@Nullable List<T> items) {
    return items == null ? null : Collections.unmodifiableList(new ArrayList<>(items));
  }

  static <K, V> @Nullable Map<K, V> map(@Nullable Map<K, V> entries) {
    return entries == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }
}
