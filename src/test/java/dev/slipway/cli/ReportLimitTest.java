package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.CliRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportLimitTest {
  @ParameterizedTest
  @ValueSource(strings = {"drift", "preview --base HEAD"})
  void limitThatIsTooSmallIsRefused(String command) {
    CliRun run = CliRun.of((command + " --limit 999").split(" "));
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    assertTrue(run.err().contains("--limit is 999; it is at least 1000"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"drift", "preview --base HEAD"})
  void linkFitsIntoTheLimit(String command) {
    CliRun run = CliRun.of((command + " --limit 1003 --link http").split(" "));
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    assertTrue(
        run.err().contains("--limit is 1003; it is at least 1004 characters with this --link"),
        run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"drift", "preview --base HEAD"})
  void reportThatCannotBeWrittenIsRefusedAtTheStart(String command) {
    CliRun run = CliRun.of((command + " --report absent/report.md").split(" "));
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    assertTrue(run.err().contains("--report: absent/report.md cannot be written; "), run.err());
  }
}
