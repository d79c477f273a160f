package dev.slipway.audit;

import dev.slipway.value.Sha256;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The comparison of the events of one API server in both sinks. An event with another content is
 * another event. Sinks have events more than once, because the shipper sends again what may be
 * lost.
 */
final class EventComparison {
  private final TimeWindow window;

  /** Digests of events that both sinks have. 64 bits are enough to recognize a copy. */
  private final Set<Long> complete = new HashSet<>();

  private final Map<String, Found> incomplete = new HashMap<>();
  private final Heartbeats heartbeats = new Heartbeats();

  private record Found(Sink sink, AuditEvent event) {}

  EventComparison(TimeWindow window) {
    this.window = window;
  }

  /** Adds an event that a sink has; one of another time is left out. */
  void add(Sink sink, AuditEvent event) {
    if (!window.contains(event.time())) {
      return;
    }
    event.heartbeat().ifPresent(heartbeats::add);
    String key = event.id() + " " + event.digest();
    if (complete.contains(copy(key))) {
      return;
    }
    Found found = incomplete.putIfAbsent(key, new Found(sink, event));
    if (found != null && found.sink() != sink) {
      incomplete.remove(key);
      complete.add(copy(key));
    }
  }

  /** A client influences the key, so a hash that can be calculated back would not do. */
  private static long copy(String key) {
    return Long.parseUnsignedLong(Sha256.of(key).hex().substring(0, 16), 16);
  }

  /** Returns the number of different events. */
  int size() {
    return complete.size() + incomplete.size();
  }

  /** Returns the events that each sink lacks, in order of time; none for a sink that has all. */
  Map<Sink, List<AuditEvent>> missing() {
    Map<Sink, List<AuditEvent>> missing = new EnumMap<>(Sink.class);
    for (Found one : incomplete.values()) {
      Sink other = one.sink() == Sink.ARCHIVE ? Sink.STORE : Sink.ARCHIVE;
      missing.computeIfAbsent(other, sink -> new ArrayList<>()).add(one.event());
    }
    missing.values().forEach(events -> events.sort((a, b) -> a.time().compareTo(b.time())));
    return missing;
  }

  /** Returns the ranges of heartbeats that no sink has. */
  List<String> gaps() {
    return heartbeats.gaps();
  }
}
