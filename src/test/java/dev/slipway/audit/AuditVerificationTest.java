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
import org.junit.jupiter.api.Test;

/** A comparison of sinks in memory. */
class AuditVerificationTest {
  private static final Instant FROM = Instant.parse("2026-11-28T06:30:00Z");
  private static final TimeWindow WINDOW = new TimeWindow(FROM, FROM.plus(Duration.ofHours(2)));
  private static final Instant NOW = WINDOW.to().plus(Duration.ofHours(3));
  private static final ApiServer SERVER = new ApiServer("staging", "n1");

  private final Memory sinks = new Memory();

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
    return new AuditEvent("e" + second, time, digest, beat);
  }

  private void archive(AuditEvent event, int later) {
    sinks.archived.put(
        event.time().plus(Duration.ofMinutes(later)).plusNanos(sinks.archived.size()), event);
  }

  private AuditReport run() {
    return new AuditVerification(sinks, sinks, WINDOW, 31).run(Set.of(SERVER), NOW);
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
            "missing: n1 of staging: the archive lacks 1 events that the other sink has, from"
                + " 2026-11-28T06:30:01Z to 2026-11-28T06:30:01Z; the first is e1",
            "missing: n1 of staging: the log store lacks 2 events that the other sink has, from"
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
}
