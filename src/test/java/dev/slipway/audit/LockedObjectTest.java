package dev.slipway.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Versions of objects of the archive. */
class LockedObjectTest {
  private static final Instant ADDED = Instant.parse("2026-11-28T08:00:00Z");

  private static Optional<String> problem(
      boolean isLatest, boolean isMarker, String mode, int days) {
    Optional<String> lock = Optional.of(mode).filter(one -> !one.isEmpty());
    Optional<Instant> until = lock.map(one -> ADDED.plus(Duration.ofDays(days)));
    return new LockedObject("k", "v1", isLatest, isMarker, ADDED, lock, until).problem(31);
  }

  @Test
  void isKept() {
    assertEquals(Optional.empty(), problem(true, false, "COMPLIANCE", 31));
    assertEquals(Optional.empty(), problem(true, false, "COMPLIANCE", 400));
  }

  @Test
  void isNotKept() {
    assertEquals(
        "a delete marker hides the object since 2026-11-28T08:00:00Z",
        problem(true, true, "", 0).orElseThrow());
    assertEquals(
        "a later version or a delete marker hides version v1",
        problem(false, false, "COMPLIANCE", 31).orElseThrow());
    assertEquals("version v1 has no lock", problem(true, false, "", 0).orElseThrow());
    assertEquals(
        "version v1 has a lock of mode GOVERNANCE; expected COMPLIANCE",
        problem(true, false, "GOVERNANCE", 31).orElseThrow());
    assertEquals(
        "version v1 was added at 2026-11-28T08:00:00Z and is locked until 2026-12-28T08:00:00Z;"
            + " expected 31 days",
        problem(true, false, "COMPLIANCE", 30).orElseThrow());
  }
}
