package dev.slipway.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A range of time.
 *
 * @param from included
 * @param to excluded
 */
public record TimeWindow(Instant from, Instant to) {
  /** Refuses an empty range. */
  public TimeWindow {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "the time window starts at %s and ends at %s; the start must be before the end"
              .formatted(from, to));
    }
  }

  /** Whether a time is in the range. */
  public boolean contains(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  /** Returns the same range until a later time. */
  public TimeWindow until(Instant later) {
    return later.isAfter(to) ? new TimeWindow(from, later) : this;
  }

  /** Returns the part that is in another range too. */
  public Optional<TimeWindow> and(TimeWindow other) {
    Instant begin = later(from, other.from);
    Instant end = earlier(to, other.to);
    return begin.isBefore(end) ? Optional.of(new TimeWindow(begin, end)) : Optional.empty();
  }

  /** Returns the parts of the range that are in one hour of UTC each. */
  public List<TimeWindow> hours() {
    return Stream.iterate(
            from.truncatedTo(ChronoUnit.HOURS),
            hour -> hour.isBefore(to),
            hour -> hour.plus(Duration.ofHours(1)))
        .map(hour -> new TimeWindow(later(hour, from), earlier(hour.plus(Duration.ofHours(1)), to)))
        .toList();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  @Override
  public String toString() {
    return "%s to %s".formatted(from, to);
  }
}
