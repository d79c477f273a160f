package dev.slipway.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Differences of settings that belong to one pool of workers. */
class ConfigDiffTest {
  private static final String STACK = "staging-osl2";
  private static final String POOL = "general: { count: 2, flavor: l2.c4r8.100, slot: 0 }";
  private static final String POOLS =
      """
      general: { count: 1, flavor: l2.c4r8.100, slot: 0%s }
        other: { count: 1, flavor: l2.c4r8.100, slot: 1%s }\
      """;

  @Test
  void labelsOfTwoPoolsAreTwoDifferences(@TempDir Path folder) {
    List<ConfigDiff> diffs =
        changed(folder, ", labels: [example.net/tier=web]", ", labels: [example.net/disk=ssd]");
    assertEquals(
        List.of(List.of("staging-osl2-general-1"), List.of("staging-osl2-other-1")),
        diffs.stream().map(ConfigDiff::servers).toList());
    assertEquals(
        List.of("+    example.net/tier: web"),
        diffs.get(0).lines().stream().filter(line -> line.contains("tier")).toList());
  }

  @Test
  void taintHasItsEffectInTheDifference(@TempDir Path folder) {
    List<ConfigDiff> diffs = changed(folder, ", taints: [example.net/gpu=yes:NoExecute]", "");
    assertEquals(
        List.of("+    example.net/gpu: yes:NoExecute"),
        diffs.get(0).lines().stream().filter(line -> line.contains("yes:NoExecute")).toList());
  }

  private static List<ConfigDiff> changed(Path folder, String general, String other) {
    StackFiles files = StackFiles.shipped(folder).with(STACK, POOL, POOLS.formatted("", ""));
    var before = files.cluster(STACK);
    files.with(STACK, POOLS.formatted("", ""), POOLS.formatted(general, other));
    return ConfigDiff.of(ClusterChanges.between(Optional.of(before), files.cluster(STACK)));
  }
}
