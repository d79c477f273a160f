package dev.slipway.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.value.Version;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReleaseListTest {
  private static final String ROW =
      "date: '2026-11-26'\nreleases:\n- {software: %s, line: '1.36', %s}\n";

  @Test
  void eachLineIsListedOnceWithASourceAndAFact() {
    Set<String> lines = new HashSet<>();
    for (ReleaseLine line : ReleaseList.load().lines()) {
      assertTrue(lines.add(line.toString()), () -> "listed twice: " + line);
      assertTrue(
          line.endOfLife() != null
              || line.communitySupport() != null
              || line.minimumPatch() != null,
          () -> line + " has no fact; leave it out");
      assertTrue((line.endSource() + line.patchSource()).startsWith("https://"), line::toString);
    }
  }

  /** A minimum patch of another line would refuse, or accept, every patch. */
  @Test
  void aMinimumPatchIsAVersionOfItsLine() {
    for (ReleaseLine line : ReleaseList.load().lines()) {
      Version minimum = line.minimumPatch();
      if (minimum != null) {
        assertEquals(line.line(), ReleaseLine.of(minimum), line::toString);
      }
    }
  }

  @Test
  void refusesRowsThatCannotBeCompared() {
    String end = "endOfLife: '2027-06-28', endSource: 'https://x'";
    assertEquals(1, ReleaseList.parse(ROW.formatted("talos", end)).lines().size());
    assertRefused("etcd", end, "etcd is not a software of stack files");
    assertRefused("talos", "endOfLife: '2027-06-28'", "only one of endOfLife and endSource");
    assertRefused("talos", end + ", eol: x", "has a key that is not in");
    assertRefused("talos", "minimumPatch: 1.36.3", "only one of minimumPatch and patchSource");
  }

  private static void assertRefused(String software, String rest, String message) {
    String text = ROW.formatted(software, rest);
    String refusal =
        assertThrows(IllegalStateException.class, () -> ReleaseList.parse(text)).toString();
    assertTrue(refusal.contains(message), refusal);
  }
}
