package dev.slipway.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.slipway.value.Sha256;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines of an audit log, and what the shipper makes of large ones. */
class AuditEventTest {
  private static final Instant READ = Instant.parse("2026-11-28T08:00:00Z");
  private static final String LINE =
      "{\"auditID\":\"a1\",\"stage\":\"ResponseComplete\",\"requestURI\":\"%s\",\"user\":{\"username\":\"%s\"},\"stageTimestamp\":\"2026-11-28T07:59:58.123456Z\"%s}";
  private static final String SHIPPER = "system:serviceaccount:audit-shipper:audit-shipper";

  private static AuditEvent read(String uri, String user, String more) {
    return AuditEvent.read(LINE.formatted(uri, user, more), READ);
  }

  @Test
  void isIdentifiedByIdStageAndTime() {
    AuditEvent event = read("/api", "ann", "");
    assertEquals("a1 ResponseComplete 2026-11-28T07:59:58.123456Z", event.id());
    assertEquals(Instant.parse("2026-11-28T07:59:58.123456Z"), event.time());
    assertEquals(Sha256.of(LINE.formatted("/api", "ann", "")).hex(), event.digest());
  }

  /** All but the line that was read. */
  private static void assertSame(AuditEvent expected, AuditEvent event) {
    assertEquals(expected.key(), event.key());
    assertEquals(expected.time(), event.time());
    assertEquals(expected.digest(), event.digest());
    assertEquals(expected.heartbeat(), event.heartbeat());
  }

  @Test
  void reducedEventHasTheDigestOfItsLine() {
    AuditEvent whole = read("/api?long", "ann", "");
    String annotation =
        ",\"annotations\":{\"slipway.dev/truncated\":\"bytes=9 sha256=%s\"}"
            .formatted(whole.digest());
    assertSame(whole, read("/api", "ann", annotation));
  }

  @Test
  void lineWithoutAnEventIsIdentifiedByItsDigest() {
    String digest = Sha256.of("{cut").hex();
    AuditEvent line = AuditEvent.read("{cut", READ);
    assertEquals(
        new AuditEvent("unparsed " + digest, READ, digest, Optional.empty(), line.line()), line);
    String annotation =
        ",\"annotations\":{\"slipway.dev/unparsed\":\"bytes=4 sha256=%s\"}".formatted(digest);
    assertSame(line, read("", "", annotation));
  }

  @Test
  void heartbeatIsARequestOfTheShipper() {
    Optional<Heartbeat> beat = read("/livez?audit-heartbeat=0a1b-17", SHIPPER, "").heartbeat();
    assertEquals(Optional.of(new Heartbeat("0a1b", 17)), beat);
    assertEquals(
        Optional.empty(), read("/livez?audit-heartbeat=0a1b-17", "mallory", "").heartbeat());
    assertEquals(Optional.empty(), read("/livez", SHIPPER, "").heartbeat());
  }

  /** JSON escapes the quotes of a text, so a client cannot write an annotation. */
  @Test
  void textOfAClientIsNotAnAnnotation() {
    String forged =
        "\\\"slipway.dev/truncated\\\":\\\"bytes=1 sha256=%s\\\"".formatted("0".repeat(64));
    assertNotEquals("0".repeat(64), read("/api", forged, "").digest());
  }
}
