package dev.slipway.audit;

import java.util.List;
import java.util.function.Consumer;

/** The archive of audit events, of which nothing is changed. */
public interface AuditArchive {
  /** Returns the API servers that have objects, also removed ones. */
  List<ApiServer> servers();

  /**
   * Reads what was added for an API server in a window: each version of an object, with its events.
   */
  void read(
      ApiServer server,
      TimeWindow added,
      Consumer<LockedObject> objects,
      Consumer<AuditEvent> events);

  /** Returns settings of the bucket that do not keep objects. */
  List<String> settingProblems();
}
