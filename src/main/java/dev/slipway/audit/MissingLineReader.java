package dev.slipway.audit;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A second reading of archive and log store, for the lines of events that a sink lacks. */
final class MissingLineReader {
  private final AuditArchive archive;
  private final AuditStore store;
  private final MissingLines receiver;

  MissingLineReader(AuditArchive archive, AuditStore store, MissingLines receiver) {
    this.archive = archive;
    this.store = store;
    this.receiver = receiver;
  }

  /**
   * Reads each missing line once, of the archive if it has it: the log store has large events
   * reduced.
   *
   * @param added the time in which objects of the window were added to the archive
   */
  void read(
      ApiServer server,
      TimeWindow window,
      TimeWindow added,
      Map<Sink, List<MissingEvent>> missing) {
    Map<Sink, Set<Long>> keys = new EnumMap<>(Sink.class);
    missing.forEach(
        (sink, events) ->
            keys.put(sink, new HashSet<>(events.stream().map(MissingEvent::key).toList())));
    // What only the archive lacks is not in it.
    if (!keys.keySet().equals(Set.of(Sink.ARCHIVE))) {
      for (TimeWindow hour : added.hours()) {
        archive.read(server, hour, object -> {}, event -> add(server, event, keys));
      }
    }
    if (keys.values().stream().anyMatch(lacking -> !lacking.isEmpty())) {
      store.read(server, window, event -> add(server, event, keys));
    }
  }

  private void add(ApiServer server, AuditEvent event, Map<Sink, Set<Long>> keys) {
    keys.forEach(
        (sink, lacking) -> {
          if (lacking.remove(event.key())) {
            receiver.add(sink, server, event.line());
          }
        });
  }
}
