package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.testing.StackFiles;
import dev.slipway.value.InvalidFleetException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Problems of stack files of an earlier version lead to the page with the steps. */
class EarlierVersionTest {
  private static final String STEPS =
      "If the files are of an earlier version of Slipway: docs/upgrading.md has the steps.";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "'  cidr: 10.41.16.0/24', '  prefix: 10.41.16.0/24'",
    "'project: { id: \"481476205694dc099f6508a8a68d7e5f\" }', ''",
    "', slot: 0', ''"
  })
  void nameTheSteps(String now, String before) {
    assertEquals(STEPS, lastLine("staging-osl2", now, before));
  }

  @Test
  void otherProblemsDoNot() {
    assertEquals(
        "1. ", lastLine("staging-osl2", "count: 3", "count: three").substring(0, "1. ".length()));
  }

  private String lastLine(String stack, String now, String before) {
    StackFiles files = StackFiles.shipped(folder).with(stack, now, before);
    InvalidFleetException refusal = assertThrows(InvalidFleetException.class, files::fleet);
    return String.valueOf(refusal.getMessage())
        .lines()
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}
