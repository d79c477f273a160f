package dev.slipway.testing;

import dev.slipway.config.StackConfig;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The keys of stack files, found by reflection, so that a new key cannot be left out. */
public final class StackFileKeys {
  private StackFileKeys() {}

  /** Returns the path of every key; {@code *} is the name of an entry. */
  public static Set<String> all() {
    return of(StackConfig.class);
  }

  /** Returns the path of every key of a record. */
  public static Set<String> of(Class<?> type) {
    Set<String> found = new TreeSet<>();
    collect("", type, found);
    return found;
  }

  private static void collect(String path, Class<?> type, Set<String> found) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = path + component.getName();
      found.add(key);
      inside(component.getGenericType())
          .forEach(
              inner ->
                  collect(key + (component.getType() == Map.class ? ".*." : "."), inner, found));
    }
  }

  /** Returns the records that a key of that type contains. */
  public static Stream<Class<?>> inside(Type type) {
    List<Type> candidates = new ArrayList<>(List.of(type));
    if (type instanceof ParameterizedType generic) {
      candidates.addAll(List.of(generic.getActualTypeArguments()));
    }
    return candidates.stream()
        .filter(one -> one instanceof Class<?> group && group.isRecord())
        .<Class<?>>map(Class.class::cast)
        .filter(group -> !group.getPackageName().equals("dev.slipway.value"));
  }
}
