package dev.slipway.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A numbered request of the audit shipper to its API server.
 *
 * @param series the numbers since the shipper's storage was new
 */
public record Heartbeat(String series, int number) {
  private static final Pattern QUERY =
      Pattern.compile("[?&]audit-heartbeat=(?<series>[0-9A-Za-z]+)-(?<number>\\d{1,9})$");

  /** Returns the heartbeat of a request, if it is one. */
  static Optional<Heartbeat> read(String uri) {
    Matcher query = QUERY.matcher(uri);
    return query.find()
        ? Optional.of(new Heartbeat(query.group("series"), Integer.parseInt(query.group("number"))))
        : Optional.empty();
  }
}
