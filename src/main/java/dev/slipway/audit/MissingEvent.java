package dev.slipway.audit;

import java.time.Instant;

/**
 * An event that a sink lacks, without its text.
 *
 * @param key {@link AuditEvent#key} of it
 */
record MissingEvent(long key, String id, Instant time) {
  static MissingEvent of(AuditEvent event) {
    return new MissingEvent(event.key(), event.id(), event.time());
  }
}
