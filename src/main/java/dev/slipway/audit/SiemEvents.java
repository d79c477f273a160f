package dev.slipway.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The events of a time window that a SIEM exported, as the messages of RFC 5424 that it received.
 */
public final class SiemEvents {
  /** The message of audit/shipper/syslogtls/frame.go, whose structured data can have escapes. */
  private static final Pattern MESSAGE =
      Pattern.compile(
          "<110>1 (?<time>\\S+) (?<node>\\S+) kube-apiserver - audit"
              + " \\[slipway@32473 cluster=\"(?<cluster>[^\"\\\\\\]]*)\""
              + "(?: \\w+=\"(?:[^\"\\\\\\]]|\\\\.)*+\")*+\\] (?<line>.*)",
          Pattern.DOTALL);

  private final TimeWindow window;
  private final Map<ApiServer, Set<Long>> keys = new HashMap<>();
  private int unread;

  /** Creates an export without events. */
  public SiemEvents(TimeWindow window) {
    this.window = window;
  }

  /**
   * Adds a line of the export. A line that is not a whole message is counted: a receiver has the
   * start of a message whose connection ended, also before the next message.
   */
  public void add(String line) {
    Matcher message = MESSAGE.matcher(line.substring(Math.max(0, line.lastIndexOf("<110>1 "))));
    if (!message.matches()) {
      unread++;
      return;
    }
    try {
      AuditEvent event =
          AuditEvent.read(message.group("line"), Instant.parse(message.group("time")));
      if (window.contains(event.time())) {
        of(new ApiServer(message.group("cluster"), message.group("node"))).add(event.key());
      }
    } catch (DateTimeException invalid) {
      unread++;
    }
  }

  /** Returns the keys of the events of an API server, to be changed by the comparison. */
  Set<Long> of(ApiServer server) {
    return keys.computeIfAbsent(server, absent -> new HashSet<>());
  }

  /** Returns the API servers that have events. */
  Set<ApiServer> servers() {
    return Set.copyOf(keys.keySet());
  }

  /** Returns the number of lines that are not a message of the shipper. */
  int unread() {
    return unread;
  }
}
