package dev.slipway.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The result of a verification.
 *
 * @param environment name of the environment
 * @param window in which the compared events were written
 * @param events number of different events by API server
 * @param objects number of versions of objects whose lock was read
 * @param notAssessed what was not looked at, with the reason
 */
public record AuditReport(
    String environment,
    TimeWindow window,
    Map<ApiServer, Integer> events,
    int objects,
    List<AuditFinding> findings,
    List<String> notAssessed) {
  /** Copies the collections. */
  public AuditReport {
    events = new LinkedHashMap<>(events);
    findings = List.copyOf(findings);
    notAssessed = List.copyOf(notAssessed);
  }

  /** Returns the fields for programs. */
  public Map<String, Object> document() {
    return Map.of(
        "environment", environment,
        "from", window.from().toString(),
        "to", window.to().toString(),
        "events", events.entrySet().stream().map(AuditReport::row).toList(),
        "objects", objects,
        "findings", findings.stream().map(AuditFinding::document).toList(),
        "notAssessed", notAssessed);
  }

  private static Map<String, Object> row(Map.Entry<ApiServer, Integer> one) {
    return Map.of(
        "cluster", one.getKey().cluster(),
        "node", one.getKey().node(),
        "events", one.getValue());
  }

  /** Returns a line for each API server and each finding. */
  public String text() {
    String servers =
        events.entrySet().stream()
            .map(one -> "%s: %d events\n".formatted(one.getKey(), one.getValue()))
            .collect(Collectors.joining());
    String found = findings.stream().map(one -> one + "\n").collect(Collectors.joining());
    String unread =
        notAssessed.stream().map("not assessed: %s\n"::formatted).collect(Collectors.joining());
    return "%s%s%s%s: %d findings; locks of %d objects read\n"
        .formatted(servers, found, unread, window, findings.size(), objects);
  }
}
