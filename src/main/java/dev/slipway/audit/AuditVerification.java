package dev.slipway.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The verification that archive and log store have the same events, also the SIEM if it exported
 * them, and that the archive keeps them.
 */
public final class AuditVerification {
  private final String environment;
  private final AuditArchive archive;
  private final AuditStore store;
  private final Optional<SiemEvents> siem;
  private final TimeWindow window;
  private final int days;
  private final Map<ApiServer, Integer> events = new TreeMap<>();
  private final List<AuditFinding> findings = new ArrayList<>();
  private int objects;

  /**
   * Creates the verification.
   *
   * @param environment whose sinks they are
   * @param siem what the SIEM has; empty if it is not known
   * @param window in which the events were written
   * @param days for which an object must be locked
   */
  public AuditVerification(
      String environment,
      AuditArchive archive,
      AuditStore store,
      Optional<SiemEvents> siem,
      TimeWindow window,
      int days) {
    this.environment = environment;
    this.archive = archive;
    this.store = store;
    this.siem = siem;
    this.window = window;
    this.days = days;
  }

  /**
   * Compares the sinks.
   *
   * @param planned the API servers that must have events
   * @param now until when objects are read: an event can be added to the archive late
   * @param lines gets the lines that a sink lacks; without it they are not read again
   */
  public AuditReport run(Set<ApiServer> planned, Instant now, Optional<MissingLines> lines) {
    settings("archive", archive.settingProblems());
    settings("log store", store.settingProblems());
    Set<ApiServer> all = new TreeSet<>(planned);
    all.addAll(archive.servers());
    siem.ifPresent(export -> all.addAll(export.servers()));
    for (ApiServer server : all) {
      compare(server, window.until(now), planned.contains(server), lines);
    }
    return new AuditReport(environment, window, events, objects, findings, notAssessed());
  }

  private List<String> notAssessed() {
    List<String> notAssessed = new ArrayList<>();
    siem.ifPresentOrElse(
        export -> {
          if (export.unread() > 0) {
            notAssessed.add(
                "%d lines of the SIEM's export: not a message of the audit shipper"
                    .formatted(export.unread()));
          }
        },
        () -> notAssessed.add("SIEM: its events are not read; --siem-export has them"));
    notAssessed.add("the disks of archive and log store: root can change them");
    return notAssessed;
  }

  private void settings(String where, List<String> problems) {
    problems.forEach(problem -> findings.add(new AuditFinding("setting", where, problem)));
  }

  private void compare(
      ApiServer server, TimeWindow added, boolean isPlanned, Optional<MissingLines> lines) {
    EventComparison comparison = new EventComparison(window, siem.map(all -> all.of(server)));
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
    Map<Sink, List<MissingEvent>> missing = comparison.missing();
    missing.forEach((sink, lacking) -> findings.add(missing(server, sink, lacking)));
    if (comparison.onlySiem() > 0) {
      findings.add(onlySiem(server, comparison.onlySiem()));
    }
    comparison.gaps().forEach(gap -> findings.add(new AuditFinding("gap", server.toString(), gap)));
    lines
        .filter(receiver -> !missing.isEmpty())
        .ifPresent(
            receiver ->
                new MissingLineReader(archive, store, receiver)
                    .read(server, window, added, missing));
  }

  private static AuditFinding missing(ApiServer server, Sink sink, List<MissingEvent> missing) {
    return new AuditFinding(
        "missing",
        server.toString(),
        "the %s lacks %d events that another sink has, from %s to %s; the first is %s"
            .formatted(
                sink,
                missing.size(),
                missing.get(0).time(),
                missing.get(missing.size() - 1).time(),
                missing.get(0).id()));
  }

  private static AuditFinding onlySiem(ApiServer server, int count) {
    return new AuditFinding(
        "missing",
        server.toString(),
        "archive and log store lack %d events that the SIEM has".formatted(count));
  }

  private void lock(LockedObject one) {
    objects++;
    one.problem(days)
        .ifPresent(problem -> findings.add(new AuditFinding("lock", one.key(), problem)));
  }
}
