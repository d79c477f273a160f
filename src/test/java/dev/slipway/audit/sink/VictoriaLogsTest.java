package dev.slipway.audit.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The flags of VictoriaLogs, which it prints if they are not the defaults. */
class VictoriaLogsTest {
  private static List<String> problems(String flags) {
    return VictoriaLogs.flagProblems("-httpListenAddr=\":9428\"\n" + flags + "\n", 31);
  }

  @ParameterizedTest
  @ValueSource(strings = {"31d", "400d", "5w", "1y"})
  void longRetentionIsKept(String period) {
    assertEquals(List.of(), problems("-retentionPeriod=\"%s\"".formatted(period)));
  }

  /** Without a unit the number is of months, and the default is 7 days. */
  @ParameterizedTest
  @ValueSource(strings = {"-retentionPeriod=\"30d\"", "-retentionPeriod=\"4w\"", "-a=\"b\""})
  void shortRetentionIsNamed(String flag) {
    assertEquals(
        List.of("the flag -retentionPeriod is not a period of 31 days or more; set it to 31d"),
        problems(flag));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete.enable",
        "internaldelete.enable",
        "retention.maxDiskSpaceUsageBytes",
        "retention.maxDiskUsagePercent"
      })
  void deletionIsNamed(String flag) {
    assertEquals(
        List.of("the flag -%s is set, so rows can be deleted early; remove it".formatted(flag)),
        problems("-retentionPeriod=\"31d\"\n-%s=\"x\"".formatted(flag)));
  }

  @Test
  void bothAreNamedTogether() {
    assertEquals(2, problems("-delete.enable=\"true\"").size());
  }
}
