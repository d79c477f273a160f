package dev.slipway.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A comparison of sinks in memory. */
class AuditVerificationTest {
  private static final Instant FROM = Instant.parse("2026-11-28T06:30:00Z");
  private static final TimeWindow WINDOW = new TimeWindow(FROM, FROM.plus(Duration.ofHours(2)));
  private static final Instant NOW = WINDOW.to().plus(Duration.ofHours(3));
  private static final ApiServer SERVER = new ApiServer("staging", "n1");

  private final Memory sinks = new Memory();
  private final List<String> lines = new ArrayList<>();
  private @Nullable SiemEvents siem;

  /** Both sinks. An event of the archive was added at a time of its own. */
  private static final class Memory implements AuditArchive, AuditStore {
    private final Map<Instant, AuditEvent> archived = new TreeMap<>();
    private final List<AuditEvent> stored = new ArrayList<>();
    private final List<LockedObject> objects = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    @Override
    public List<ApiServer> servers() {
      return archived.isEmpty() ? List.of() : List.of(SERVER);
    }

    @Override
    public void read(
        ApiServer server,
        TimeWindow added,
        Consumer<LockedObject> locks,
        Consumer<AuditEvent> events) {
      archived.forEach(
          (time, event) ->
              Optional.of(event).filter(one -> added.contains(time)).ifPresent(events));
      objects.stream().filter(one -> added.contains(one.added())).forEach(locks);
    }

    @Override
    public void read(ApiServer server, TimeWindow window, Consumer<AuditEvent> events) {
      stored.stream().filter(one -> window.contains(one.time())).forEach(events);
    }

    @Override
    public List<String> settingProblems() {
      return problems;
    }
  }

  private static AuditEvent event(int second, String digest) {
    return beat(second, digest, Optional.empty());
  }

  private static AuditEvent beat(int second, String digest, Optional<Heartbeat> beat) {
    Instant time = FROM.plus(Duration.ofSeconds(second));
    return new AuditEvent("e" + second, time, digest, beat, "line " + second);
  }

  private void archive(AuditEvent event, int later) {
    sinks.archived.put(
        event.time().plus(Duration.ofMinutes(later)).plusNanos(sinks.archived.size()), event);
  }

  private AuditReport run() {
    return new AuditVerification("staging", sinks, sinks, Optional.ofNullable(siem), WINDOW, 31)
        .run(
            Set.of(SERVER),
            NOW,
            Optional.of((sink, server, line) -> lines.add(sink + " lacks " + line)));
  }

  private List<String> findings() {
    return run().findings().stream().map(AuditFinding::toString).toList();
  }

  /** Sinks have events more than once, and the archive has those of an outage hours later. */
  @Test
  void equalSinksHaveNoFinding() {
    for (int second = 0; second < 7000; second += 1000) {
      AuditEvent event = event(second, "d");
      archive(event, 0);
      archive(event, 170);
      sinks.stored.addAll(List.of(event, event));
    }
    assertEquals(List.of(), findings());
    assertEquals(Map.of(SERVER, 7), run().events());
  }

  @Test
  void eventsThatOneSinkLacksAreNamed() {
    sinks.stored.add(event(1, "d"));
    archive(event(2, "d"), 1);
    archive(event(3, "d"), 1);
    assertEquals(
        List.of(
            "missing: n1 of staging: the archive lacks 1 events that another sink has, from"
                + " 2026-11-28T06:30:01Z to 2026-11-28T06:30:01Z; the first is e1",
            "missing: n1 of staging: the log store lacks 2 events that another sink has, from"
                + " 2026-11-28T06:30:02Z to 2026-11-28T06:30:03Z; the first is e2"),
        findings());
  }

  /** The changed event counts as one that the other sink lacks, in both. */
  @Test
  void changedEventIsNamed() {
    sinks.stored.add(event(1, "changed"));
    archive(event(1, "d"), 0);
    assertEquals(2, findings().size());
  }

  @Test
  void eventsOutsideTheWindowAreLeftOut() {
    archive(event(-1, "d"), 1);
    archive(event(7200, "d"), 0);
    archive(event(5, "d"), 0);
    sinks.stored.add(event(5, "d"));
    assertEquals(List.of(), findings());
  }

  @Test
  void missingHeartbeatsAreNamed() {
    for (int number : List.of(3, 4, 7, 9)) {
      AuditEvent beat = beat(number, "d", Optional.of(new Heartbeat("0a1b", number)));
      archive(beat, 0);
      sinks.stored.add(beat);
    }
    assertEquals(
        List.of(
            "gap: n1 of staging: heartbeats 5 to 6 of series 0a1b",
            "gap: n1 of staging: heartbeats 8 to 8 of series 0a1b"),
        findings());
  }

  @Test
  void silentServerIsNamed() {
    assertEquals(List.of("silent: n1 of staging: no sink has an event of it"), findings());
  }

  @Test
  void locksAndSettingsAreNamed() {
    archive(event(5, "d"), 0);
    sinks.stored.add(event(5, "d"));
    sinks.objects.add(
        new LockedObject("k", "v1", true, false, FROM, Optional.empty(), Optional.empty()));
    sinks.problems.add("weak");
    assertEquals(
        List.of(
            "setting: archive: weak",
            "setting: log store: weak",
            "lock: k: version v1 has no lock"),
        findings());
    assertEquals(1, run().objects());
  }

  private void export(String... messages) {
    siem = new SiemEvents(WINDOW);
    for (String message : messages) {
      siem.add(message);
    }
  }

  /** A message of audit/shipper/syslogtls/frame.go, which escapes the audit id. */
  private static String message(int second) {
    return "<110>1 %s n1 kube-apiserver - audit [slipway@32473 cluster=\"staging\" environment=\"staging\" auditID=\"e\\] {\\\"\" stage=\"ResponseComplete\"] %s"
        .formatted(FROM.plusSeconds(second), line(second));
  }

  private static String line(int second) {
    return "{\"auditID\":\"e] {\\\"\",\"stage\":\"ResponseComplete\",\"stageTimestamp\":\"%s\"}"
        .formatted(FROM.plusSeconds(second));
  }

  private void addToBoth(int second) {
    AuditEvent event = AuditEvent.read(line(second), NOW);
    archive(event, 0);
    sinks.stored.add(event);
  }

  @Test
  void theSiemIsComparedByItsExport() {
    addToBoth(1);
    addToBoth(2);
    export(message(1), message(2), message(2), message(7200));
    assertEquals(List.of(), findings());
    export(message(2), "<110>1 cut " + message(3));
    assertEquals(
        List.of(
            "missing: n1 of staging: the SIEM lacks 1 events that another sink has, from"
                + " 2026-11-28T06:30:01Z to 2026-11-28T06:30:01Z; the first is e] {\""
                + " ResponseComplete 2026-11-28T06:30:01Z",
            "missing: n1 of staging: archive and log store lack 1 events that the SIEM has"),
        findings());
    assertEquals(List.of("SIEM lacks " + line(1)), lines);
  }

  @Test
  void whatWasNotReadOfTheExportIsNotAssessed() {
    export("<110>1 x", "text", message(1).replace("slipway@", "other@"));
    assertEquals(
        "3 lines of the SIEM's export: not a message of the audit shipper",
        run().notAssessed().get(0));
    siem = null;
    assertEquals(
        "SIEM: its events are not read; --siem-export has them", run().notAssessed().get(0));
  }

  /** Copies are one line, and an event that all sinks have is none. */
  @Test
  void missingLinesAreReadOnce() {
    sinks.stored.add(event(1, "d"));
    sinks.stored.add(event(1, "d"));
    archive(event(2, "d"), 170);
    archive(event(2, "d"), 1);
    addToBoth(3);
    run();
    assertEquals(List.of("log store lacks line 2", "archive lacks line 1"), lines);
  }
}
