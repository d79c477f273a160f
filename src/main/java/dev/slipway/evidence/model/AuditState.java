package dev.slipway.evidence.model;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The audit events of an environment in their sinks, as {@code slipway audit verify} wrote it.
 *
 * @param text the content of the file, unchanged
 * @param from begin of the time window in which the events were written
 * @param to end of it
 * @param servers the API servers with an event, {@code CLUSTER/NODE}
 * @param events number of different events
 * @param objects number of versions of objects whose lock was read
 * @param notAssessed what was not read, with the reason
 */
public record AuditState(
    String text,
    String environment,
    Instant from,
    Instant to,
    Set<String> servers,
    long events,
    int objects,
    List<Finding> findings,
    List<String> notAssessed) {

  /** Copies the collections. */
  public AuditState {
    servers = Set.copyOf(servers);
    findings = List.copyOf(findings);
    notAssessed = List.copyOf(notAssessed);
  }

  /** Subjects of findings. */
  public enum Kind {
    MISSING,
    GAP,
    SILENT,
    LOCK,
    SETTING
  }

  /** Something that the verification found. */
  public record Finding(Kind kind, String text) {}
}
