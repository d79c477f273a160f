package dev.slipway.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.document.Json;
import dev.slipway.value.Sha256;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One audit event of an API server, as a sink has it.
 *
 * @param id the audit id, the stage and the time: a client can choose the audit id
 * @param time when the API server wrote it
 * @param digest SHA-256 of the line that the API server wrote, also of a reduced event
 * @param heartbeat the number of a heartbeat, if it is one
 * @param line what was read
 */
public record AuditEvent(
    String id, Instant time, String digest, Optional<Heartbeat> heartbeat, String line) {
  /** Annotations of audit/shipper/event/reduce.go. */
  private static final Pattern REDUCED =
      Pattern.compile(
          "\"slipway\\.dev/(?<kind>truncated|unparsed)\":\"bytes=\\d+"
              + " sha256=(?<digest>[0-9a-f]{64})\"");

  /** Another client could send a number that was lost. */
  private static final String SHIPPER = "system:serviceaccount:audit-shipper:audit-shipper";

  /** The limit of audit/shipper/event/reduce.go. */
  private static final int LONGEST_ID = 100;

  /**
   * Reads a line of the API server's log, or the event that the shipper made of one. A line without
   * an event is identified by its digest.
   *
   * @param read when it was sent to the sink, for a line without a time
   */
  public static AuditEvent read(String line, Instant read) {
    Matcher reduced = REDUCED.matcher(line);
    boolean isReduced = reduced.find();
    String digest = isReduced ? reduced.group("digest") : Sha256.of(line).hex();
    if (isReduced && reduced.group("kind").equals("unparsed")) {
      return unparsed(digest, read, line);
    }
    JsonNode event = json(line);
    String stamp = event.path("stageTimestamp").asText();
    Optional<Instant> time = time(stamp);
    if (!event.isObject() || time.isEmpty()) {
      return unparsed(digest, read, line);
    }
    String id =
        "%s %s %s".formatted(cut(event.path("auditID")), cut(event.path("stage")), time.get());
    boolean isOfShipper = event.at("/user/username").asText().equals(SHIPPER);
    return new AuditEvent(
        id,
        time.get(),
        digest,
        isOfShipper ? Heartbeat.read(event.path("requestURI").asText()) : Optional.empty(),
        line);
  }

  private static AuditEvent unparsed(String digest, Instant read, String line) {
    return new AuditEvent("unparsed " + digest, read, digest, Optional.empty(), line);
  }

  /**
   * Returns 64 bits of a digest of id and digest, by which copies are recognized. A client
   * influences them, so a hash that can be calculated back would not do.
   */
  long key() {
    return Long.parseUnsignedLong(Sha256.of(id + " " + digest).hex().substring(0, 16), 16);
  }

  private static JsonNode json(String line) {
    try {
      return Json.read(line, JsonNode.class);
    } catch (IllegalArgumentException invalid) {
      return MissingNode.getInstance();
    }
  }

  private static Optional<Instant> time(String stamp) {
    try {
      return Optional.of(Instant.parse(stamp));
    } catch (DateTimeException absent) {
      return Optional.empty();
    }
  }

  private static String cut(JsonNode text) {
    String value = text.asText();
    return value.substring(0, Math.min(value.length(), LONGEST_ID));
  }
}
