package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.testing.StackFileKeys;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All keys of stack files, found by reflection, so that a new key cannot be left out. */
class KeysTest {
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(secret(?!sProvider)|password|token|credential|private|apikey).*");

  /** A record with keys that must be found. */
  record WithSecrets(String apiToken, Map<String, Nested> groups) {
    record Nested(String sshPrivateKey) {}
  }

  @Test
  void everyKeyIsSetInAnExampleFile() {
    Set<String> set = new TreeSet<>();
    for (String folder :
        List.of(
            "stacks",
            "src/test/resources/all-keys",
            "src/test/resources/network-kinds",
            "src/test/resources/only-staging")) {
      Fleet.load(Path.of(folder)).files().forEach(file -> collect("", file.config(), set));
    }
    assertEquals(StackFileKeys.all(), set);
  }

  /** Secrets belong in Pulumi.STACK.yaml, encrypted; stack files are not secret. */
  @Test
  void noKeyLooksLikeASecret() {
    assertEquals(List.of(), secrets(StackConfig.class));
    assertEquals(List.of("apiToken", "groups.*.sshPrivateKey"), secrets(WithSecrets.class));
  }

  private static List<String> secrets(Class<?> type) {
    return StackFileKeys.of(type).stream().filter(key -> SECRET.matcher(key).matches()).toList();
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
