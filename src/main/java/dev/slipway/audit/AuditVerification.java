package dev.slipway.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The verification that archive and log store have the same events, and that the archive keeps
 * them.
 */
public final class AuditVerification {
  private final AuditArchive archive;
  private final AuditStore store;
  private final TimeWindow window;
  private final int days;
  private final Map<ApiServer, Integer> events = new TreeMap<>();
  private final List<AuditFinding> findings = new ArrayList<>();
  private int objects;

  /**
   * Creates the verification.
   *
   * @param window in which the events were written
   * @param days for which an object must be locked
   */
  public AuditVerification(AuditArchive archive, AuditStore store, TimeWindow window, int days) {
    this.archive = archive;
    this.store = store;
    this.window = window;
    this.days = days;
  }

  /**
   * Compares the sinks.
   *
   * @param planned the API servers that must have events
   * @param now until when objects are read: an event can be added to the archive late
   */
  public AuditReport run(Set<ApiServer> planned, Instant now) {
    settings("archive", archive.settingProblems());
    settings("log store", store.settingProblems());
    Set<ApiServer> all = new TreeSet<>(planned);
    all.addAll(archive.servers());
    for (ApiServer server : all) {
      compare(server, window.until(now), planned.contains(server));
    }
    return new AuditReport(
        window,
        events,
        objects,
        findings,
        List.of(
            "SIEM: its events are not read",
            "the disks of archive and log store: root can change them"));
  }

  private void settings(String where, List<String> problems) {
    problems.forEach(problem -> findings.add(new AuditFinding("setting", where, problem)));
  }

  private void compare(ApiServer server, TimeWindow added, boolean isPlanned) {
    EventComparison comparison = new EventComparison(window);
    // Hour by hour, so that only what one sink lacks is kept in memory.
    for (TimeWindow hour : added.hours()) {
      window
          .and(hour)
          .ifPresent(part -> store.read(server, part, event -> comparison.add(Sink.STORE, event)));
      archive.read(server, hour, this::lock, event -> comparison.add(Sink.ARCHIVE, event));
    }
    if (comparison.size() > 0 || isPlanned) {
      events.put(server, comparison.size());
    }
    if (comparison.size() == 0 && isPlanned) {
      findings.add(new AuditFinding("silent", server.toString(), "no sink has an event of it"));
    }
    comparison.missing().forEach((sink, missing) -> findings.add(missing(server, sink, missing)));
    comparison.gaps().forEach(gap -> findings.add(new AuditFinding("gap", server.toString(), gap)));
  }

  private static AuditFinding missing(ApiServer server, Sink sink, List<AuditEvent> missing) {
    return new AuditFinding(
        "missing",
        server.toString(),
        "the %s lacks %d events that the other sink has, from %s to %s; the first is %s"
            .formatted(
                sink,
                missing.size(),
                missing.get(0).time(),
                missing.get(missing.size() - 1).time(),
                missing.get(0).id()));
  }

  private void lock(LockedObject one) {
    objects++;
    one.problem(days)
        .ifPresent(problem -> findings.add(new AuditFinding("lock", one.key(), problem)));
  }
}
