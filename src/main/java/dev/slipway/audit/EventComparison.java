package dev.slipway.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The comparison of the events of one API server. An event with another content is another event.
 * Sinks have events more than once, because the shipper sends again what may be lost.
 */
final class EventComparison {
  private final TimeWindow window;
  private final Optional<Set<Long>> siem;

  /** Keys of events that archive and log store have. */
  private final Set<Long> complete = new HashSet<>();

  private final Map<Long, Found> incomplete = new HashMap<>();
  private final List<MissingEvent> siemLacks = new ArrayList<>();
  private final Heartbeats heartbeats = new Heartbeats();

  private record Found(Sink sink, MissingEvent event) {}

  /**
   * Creates a comparison without events.
   *
   * @param siem keys of the events that the SIEM has, of which those that another sink has are
   *     removed; empty if they are not known
   */
  EventComparison(TimeWindow window, Optional<Set<Long>> siem) {
    this.window = window;
    this.siem = siem;
  }

  /** Adds an event that archive or log store has; one of another time is left out. */
  void add(Sink sink, AuditEvent event) {
    if (!window.contains(event.time())) {
      return;
    }
    event.heartbeat().ifPresent(heartbeats::add);
    MissingEvent one = MissingEvent.of(event);
    if (complete.contains(one.key())) {
      return;
    }
    Found found = incomplete.putIfAbsent(one.key(), new Found(sink, one));
    if (found == null) {
      siem.filter(keys -> !keys.remove(one.key())).ifPresent(lacking -> siemLacks.add(one));
    } else if (found.sink() != sink) {
      incomplete.remove(one.key());
      complete.add(one.key());
    }
  }

  /** Returns the number of different events of archive and log store. */
  int size() {
    return complete.size() + incomplete.size();
  }

  /** Returns the events that each sink lacks, in order of time; none for a sink that has all. */
  Map<Sink, List<MissingEvent>> missing() {
    Map<Sink, List<MissingEvent>> missing = new EnumMap<>(Sink.class);
    for (Found one : incomplete.values()) {
      Sink other = one.sink() == Sink.ARCHIVE ? Sink.STORE : Sink.ARCHIVE;
      missing.computeIfAbsent(other, sink -> new ArrayList<>()).add(one.event());
    }
    if (!siemLacks.isEmpty()) {
      missing.put(Sink.SIEM, siemLacks);
    }
    missing.values().forEach(events -> events.sort((a, b) -> a.time().compareTo(b.time())));
    return missing;
  }

  /** Returns the number of events that only the SIEM has. */
  int onlySiem() {
    return siem.map(Set::size).orElse(0);
  }

  /** Returns the ranges of heartbeats that no sink has. */
  List<String> gaps() {
    return heartbeats.gaps();
  }
}
