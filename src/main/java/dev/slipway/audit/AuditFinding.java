package dev.slipway.audit;

import java.util.Map;

/**
 * Something that the verification found.
 *
 * @param kind what it is about, such as {@code missing}
 * @param where an API server, an object or a sink
 * @param message what is wrong, in one line
 */
public record AuditFinding(String kind, String where, String message) {
  /** Returns the fields for programs. */
  public Map<String, String> document() {
    return Map.of("kind", kind, "where", where, "message", message);
  }

  @Override
  public String toString() {
    return "%s: %s: %s".formatted(kind, where, message);
  }
}
