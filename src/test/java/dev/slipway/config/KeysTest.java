package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All keys of stack files, found by reflection, so that a new key cannot be left out. */
class KeysTest {
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(secret|password|token|credential|private|apikey).*");

  /** A record with keys that must be found. */
  record WithSecrets(String apiToken, Map<String, Nested> groups) {
    record Nested(String sshPrivateKey) {}
  }

  @Test
  void everyKeyIsSetInAnExampleFile() {
    Set<String> set = new TreeSet<>();
    for (String folder :
        List.of("stacks", "src/test/resources/all-keys", "src/test/resources/network-kinds")) {
      Fleet.load(Path.of(folder)).files().forEach(file -> collect("", file.config(), set));
    }
    Set<String> known = new TreeSet<>();
    keys("", StackConfig.class, known);
    assertEquals(known, set);
  }

  /** Secrets belong in Pulumi.STACK.yaml, encrypted; stack files are not secret. */
  @Test
  void noKeyLooksLikeASecret() {
    assertEquals(List.of(), secrets(StackConfig.class));
    assertEquals(List.of("apiToken", "groups.*.sshPrivateKey"), secrets(WithSecrets.class));
  }

  private static List<String> secrets(Class<?> type) {
    Set<String> known = new TreeSet<>();
    keys("", type, known);
    return known.stream().filter(key -> SECRET.matcher(key).matches()).toList();
  }

  private static void keys(String path, Class<?> type, Set<String> found) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = path + component.getName();
      found.add(key);
      inside(component.getGenericType())
          .forEach(
              inner -> keys(key + (component.getType() == Map.class ? ".*." : "."), inner, found));
    }
  }

  /** Returns the records that a key of that type contains. */
  private static Stream<Class<?>> inside(Type type) {
    List<Type> candidates = new ArrayList<>(List.of(type));
    if (type instanceof ParameterizedType generic) {
      candidates.addAll(List.of(generic.getActualTypeArguments()));
    }
    return candidates.stream()
        .filter(one -> one instanceof Class<?> group && group.isRecord())
        .<Class<?>>map(Class.class::cast)
        .filter(group -> !group.getPackageName().equals("dev.slipway.value"));
  }

  private static void collect(String path, @Nullable Object value, Set<String> set) {
    if (value instanceof Map<?, ?> entries) {
      entries.values().forEach(entry -> collect(path + "*.", entry, set));
    } else if (value instanceof Record group
        && !group.getClass().getPackageName().equals("dev.slipway.value")) {
      for (RecordComponent component : group.getClass().getRecordComponents()) {
        Object inner = read(component, group);
        if (inner != null) {
          set.add(path + component.getName());
          collect(path + component.getName() + ".", inner, set);
        }
      }
    }
  }

  private static @Nullable Object read(RecordComponent component, Record group) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(group);
    } catch (ReflectiveOperationException ownRecord) {
      throw new LinkageError(ownRecord.getMessage(), ownRecord);
    }
  }
}
