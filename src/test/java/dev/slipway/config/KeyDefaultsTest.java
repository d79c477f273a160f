package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The defaults that the documentation of keys has. */
class KeyDefaultsTest {
  @TempDir private Path folder;

  static Stream<StackKey> constants() {
    return StackFileDoc.keys().filter(key -> key.constantDefault().isPresent());
  }

  @ParameterizedTest
  @MethodSource("constants")
  void fileWithoutKeyHasPlanOfDefault(StackKey key) {
    StackFiles files = StackFiles.allKeys(folder);
    String stack =
        Stream.of("staging-sto2", "staging")
            .filter(one -> KeyExamples.of(List.of(files.file(one))).of(key.path()).isPresent())
            .findFirst()
            .orElseThrow();
    String path = key.path().replace("*", "logs");
    boolean isList = key.component().getType() == List.class;
    String value = key.constantDefault().orElseThrow();
    List<ClusterPlan> withDefault =
        files.withValue(stack, path, isList ? "[" + value + "]" : value).plan().clusters();
    assertEquals(withDefault, files.withoutKey(stack, path).plan().clusters());
    assertNotEquals(withDefault, FleetFixture.allKeys().clusters());
  }
}
