package dev.slipway.audit;

import java.util.List;
import java.util.function.Consumer;

/** The log store of audit events, of which nothing is changed. */
public interface AuditStore {
  /** Reads the events of an API server in a window. */
  void read(ApiServer server, TimeWindow window, Consumer<AuditEvent> events);

  /** Returns settings of the store by which it can lose events. */
  List<String> settingProblems();
}
