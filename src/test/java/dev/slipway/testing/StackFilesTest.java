package dev.slipway.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class StackFilesTest {
  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyShippedFleet() {
    files = StackFiles.shipped(folder);
  }

  @Test
  void copiesEveryShippedStack() {
    assertEquals(FleetFixture.fleet().clusters(), files.plan().clusters());
  }

  @Test
  void failsWhenTextToReplaceIsAbsent() {
    assertOccurrences(0, "cloud: nowhere");
  }

  @Test
  void failsWhenTextToReplaceIsAmbiguous() {
    assertOccurrences(2, "flavor: l2.c4r8.100");
  }

  private void assertOccurrences(int found, String text) {
    AssertionFailedError failure =
        assertThrows(AssertionFailedError.class, () -> files.with("staging", text, "other"));
    assertEquals(
        "%s: occurrences of \"%s\" ==> expected: <1> but was: <%d>"
            .formatted(files.file("staging"), text, found),
        failure.getMessage());
  }
}
