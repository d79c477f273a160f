package dev.slipway.config;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports required keys that a stack file does not set, and empty lists and mappings. */
final class RequiredKeys {
  private final ReadProblems problems;

  RequiredKeys(ReadProblems problems) {
    this.problems = problems;
  }

  /** Checks the keys of the group at {@code path}, and of the groups inside it. */
  void check(String path, Record group) {
    for (RecordComponent component : group.getClass().getRecordComponents()) {
      String key = path.isEmpty() ? component.getName() : path + "." + component.getName();
      Object value = read(component, group);
      boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (value == null && !optional && !problems.hasProblemAt(key)) {
        problems.add(key, "is missing; this key is required");
      }
      check(key, value);
    }
  }

  private void check(String path, @Nullable Object value) {
    if (value instanceof Record group && isConfig(group)) {
      check(path, group);
    } else if (value instanceof Map<?, ?> groups && groups.isEmpty()) {
      problems.add(path, "is empty; expected at least one entry");
    } else if (value instanceof Map<?, ?> groups) {
      groups.forEach((key, group) -> entry(path + "." + key, group));
    } else if (value instanceof List<?> items && items.isEmpty()) {
      problems.add(path, "is empty; expected at least one entry");
    } else if (value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        entry("%s[%d]".formatted(path, i), items.get(i));
      }
    }
  }

  private void entry(String path, @Nullable Object group) {
    if (group == null && !problems.hasProblemAt(path)) {
      problems.add(path, "is empty; expected a value");
    }
    check(path, group);
  }

  /** Whether the record is a group of keys, not a value. */
  static boolean isConfig(Record group) {
    return group.getClass().getPackage() == RequiredKeys.class.getPackage();
  }

  private static @Nullable Object read(RecordComponent component, Record group) {
    try {
      return component.getAccessor().invoke(group);
    } catch (ReflectiveOperationException publicRecord) {
      throw new IllegalStateException(publicRecord);
    }
  }
}
