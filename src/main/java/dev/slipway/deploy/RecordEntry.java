package dev.slipway.deploy;

import dev.slipway.document.Json;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.Sha256;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One line of the record of deployments.
 *
 * @param by who or what deploys
 * @param commit the commit that is deployed
 * @param digest of the reviewed steps
 * @param detail for example why it failed; can be empty
 * @param previous digest of the line before; 64 zeros in the first one
 */
public record RecordEntry(
    Instant time,
    Event event,
    String stack,
    String by,
    String commit,
    String tree,
    Sha256 digest,
    String detail,
    Sha256 previous) {
  static final Sha256 NONE = new Sha256("0".repeat(64));

  /** A kind of entry. */
  public enum Event {
    STARTED,
    SUCCEEDED,
    FAILED,
    /** The update succeeded, and the cluster or the cloud is not as planned. */
    UNHEALTHY,
    /** It began, and its end was not recorded: it was killed. */
    INTERRUPTED
  }

  private record Line(
      String by,
      String commit,
      String detail,
      String digest,
      Event event,
      String previous,
      String stack,
      String time,
      String tree) {
    private boolean isComplete() {
      return Stream.of(by, commit, detail, digest, event, previous, stack, time, tree)
          .allMatch(Objects::nonNull);
    }
  }

  /** Returns the line with its line feed: JSON with sorted keys and no spaces. */
  String line() {
    return Json.write(
            Map.of(
                "by", by,
                "commit", commit,
                "detail", detail,
                "digest", digest.hex(),
                "event", event.name(),
                "previous", previous.hex(),
                "stack", stack,
                "time", time.toString(),
                "tree", tree))
        + "\n";
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is not such a line
   * @throws java.time.DateTimeException if its time is not one
   */
  static RecordEntry read(String line) {
    Line fields = Json.read(line, Line.class);
    if (fields == null || !fields.isComplete()) {
      throw new IllegalArgumentException("a field is missing");
    }
    return new RecordEntry(
        Instant.parse(fields.time),
        fields.event,
        DnsLabel.parse(fields.stack).text(),
        fields.by,
        GitId.parse("commit", fields.commit),
        GitId.parse("tree", fields.tree),
        Sha256.parse(fields.digest),
        fields.detail,
        Sha256.parse(fields.previous));
  }
}
