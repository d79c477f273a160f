package dev.slipway.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A version of an object of the archive, without its content.
 *
 * @param version id of the version
 * @param isLatest whether no later version or delete marker hides it
 * @param isMarker whether it is a delete marker, which has no content and no lock
 * @param added when it was added, by the store's clock
 * @param mode of its lock; empty without a lock
 * @param until the end of its lock; empty without a lock
 */
public record LockedObject(
    String key,
    String version,
    boolean isLatest,
    boolean isMarker,
    Instant added,
    Optional<String> mode,
    Optional<Instant> until) {
  /** Clocks of the shipper and the store differ, and a PUT can take some time. */
  private static final Duration TOLERANCE = Duration.ofMinutes(10);

  /** Returns why the version is not kept as required, if so. */
  public Optional<String> problem(int days) {
    if (isMarker) {
      return Optional.of("a delete marker hides the object since " + added);
    } else if (!isLatest) {
      return Optional.of("a later version or a delete marker hides version " + version);
    } else if (mode.isEmpty() || until.isEmpty()) {
      return Optional.of("version %s has no lock".formatted(version));
    } else if (!mode.get().equals("COMPLIANCE")) {
      return Optional.of(
          "version %s has a lock of mode %s; expected COMPLIANCE".formatted(version, mode.get()));
    } else if (until.get().isBefore(added.plus(Duration.ofDays(days)).minus(TOLERANCE))) {
      return Optional.of(
          "version %s was added at %s and is locked until %s; expected %d days"
              .formatted(version, added, until.get(), days));
    }
    return Optional.empty();
  }
}
