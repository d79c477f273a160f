package dev.slipway.config;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a file leaves out: a component that is null and was not noted before. */
final class RequiredKeys {
  private final ProblemCollector problems;

  RequiredKeys(ProblemCollector problems) {
    this.problems = problems;
  }

  /** Looks into {@code group}, which stands at {@code path}, and all that it holds. */
  void check(String path, Record group) {
    for (RecordComponent component : group.getClass().getRecordComponents()) {
      String key = path.isEmpty() ? component.getName() : path + "." + component.getName();
      Object value = read(component, group);
      boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (value == null && !optional && !problems.hasProblemAt(key)) {
        problems.add(key, "is missing");
      }
      check(key, value);
    }
  }

  private void check(String path, @Nullable Object value) {
    if (value instanceof Record group && group.getClass().getPackage() == here()) {
      check(path, group);
    } else if (value instanceof Map<?, ?> groups && groups.isEmpty()) {
      problems.add(path, "is empty; expected at least one");
    } else if (value instanceof Map<?, ?> groups) {
      groups.forEach((key, group) -> entry(path + "." + key, group));
    } else if (value instanceof List<?> items && items.isEmpty()) {
      problems.add(path, "is empty; expected at least one");
    }
  }

  private void entry(String path, @Nullable Object group) {
    if (group == null && !problems.hasProblemAt(path)) {
      problems.add(path, "is empty");
    }
    check(path, group);
  }

  private static Package here() {
    return RequiredKeys.class.getPackage();
  }

  private static @Nullable Object read(RecordComponent component, Record group) {
    try {
      return component.getAccessor().invoke(group);
    } catch (ReflectiveOperationException publicRecord) {
      throw new IllegalStateException(publicRecord);
    }
  }
}
