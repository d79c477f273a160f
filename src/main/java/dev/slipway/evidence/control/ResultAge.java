package dev.slipway.evidence.control;

import dev.slipway.evidence.model.EvidenceInput;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The age of a result that another command read earlier. */
final class ResultAge {
  /** Days after which a result shows less than it seems: what was read can change at any time. */
  private static final Duration LONGEST = Duration.ofDays(7);

  private ResultAge() {}

  /**
   * Returns "not assessed" if the result is too far from the report.
   *
   * @param read what was read, and when
   */
  static Optional<Outcome> problem(EvidenceInput input, Instant at, String read) {
    boolean isFar = Duration.between(at, input.collectedAt()).abs().compareTo(LONGEST) > 0;
    return isFar
        ? Optional.of(
            Outcome.notAssessed(
                "%s, which is more than %d days from this report"
                    .formatted(read, LONGEST.toDays())))
        : Optional.empty();
  }
}
