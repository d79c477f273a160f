package dev.slipway.config;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every text of a stack file by key path, so that a new key needs no entry in a list. */
final class TextValues {
  private final Map<String, String> texts = new LinkedHashMap<>();

  private TextValues() {}

  /** Returns all texts but those of keys with {@link AnyEnvironment}. */
  static Map<String, String> of(StackConfig config) {
    TextValues values = new TextValues();
    values.group("", config);
    return values.texts;
  }

  private void group(String path, Record group) {
    for (RecordComponent component : group.getClass().getRecordComponents()) {
      if (!component.isAnnotationPresent(AnyEnvironment.class)) {
        add(path + component.getName(), read(component, group));
      }
    }
  }

  private void add(String path, @Nullable Object value) {
    if (value instanceof Record group && RequiredKeys.isConfig(group)) {
      group(path + ".", group);
    } else if (value instanceof Map<?, ?> entries) {
      entries.forEach(
          (key, entry) -> {
            texts.put(path + "." + key, key.toString());
            add(path + "." + key, entry);
          });
    } else if (value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        add("%s[%d]".formatted(path, i), items.get(i));
      }
    } else if (value != null) {
      texts.merge(path, value.toString(), (key, text) -> key + " " + text);
    }
  }

  private static @Nullable Object read(RecordComponent component, Record group) {
    try {
      return component.getAccessor().invoke(group);
    } catch (ReflectiveOperationException publicRecord) {
      throw new IllegalStateException(publicRecord);
    }
  }
}
