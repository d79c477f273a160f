package dev.slipway.audit.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.davidmoten.aws.lw.client.HttpClient;
import dev.slipway.audit.ApiServer;
import dev.slipway.audit.AuditEvent;
import dev.slipway.audit.LockedObject;
import dev.slipway.audit.TimeWindow;
import dev.slipway.plan.model.AuditSinks;
import dev.slipway.value.ArchiveLock;
import dev.slipway.value.BucketName;
import dev.slipway.value.HttpsUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** An archive whose answers are in a table: the chapter audit-faults has a server. */
class S3ArchiveTest {
  private static final String URL = "https://s3.example.net/audit";
  private static final String PREFIX = "audit/osl2/osl2-control-plane-1/2026/11/28/10";
  private static final Instant ADDED = Instant.parse("2026-11-28T10:00:00Z");

  private static S3Archive archive(ArchiveLock lock, Map<String, byte[]> answers) {
    AuditSinks.Archive sink =
        new AuditSinks.Archive(
            HttpsUrl.parse("https://s3.example.net"),
            "us-east-1",
            new BucketName("audit"),
            lock,
            31);
    HttpClient http =
        (url, method, headers, body, connect, read) -> {
          byte[] found = answers.get(url.toString().substring(URL.length()));
          return found == null
              ? S3Transport.response(404, xml("<Error><Code>NoSuchKey</Code></Error>"))
              : S3Transport.response(200, found);
        };
    return new S3Archive(new S3Bucket(http, sink, "user", "secret"), sink);
  }

  private static byte[] xml(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String line) {
    try {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream content = new GZIPOutputStream(packed)) {
        content.write(xml(line));
      }
      return packed.toByteArray();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static String listed(String kind, String key, String version) {
    return "<%s><Key>%s</Key><VersionId>%s</VersionId><IsLatest>true</IsLatest><LastModified>%s</LastModified></%s>"
        .formatted(kind, key, version, ADDED, kind);
  }

  /** A version and a delete marker, on a page each; the marker's page is asked by its position. */
  @Test
  void eachPageIsRead() {
    String query = "?prefix=" + PREFIX.replace("/", "%2F") + "&versions=";
    S3Archive archive =
        archive(
            ArchiveLock.HEADER,
            Map.of(
                query,
                xml(
                    "<R><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker>"
                        + "<NextVersionIdMarker>v1</NextVersionIdMarker>%s</R>"
                            .formatted(listed("Version", "k", "v1"))),
                query + "&key-marker=k&version-id-marker=v1",
                xml(
                    "<R><IsTruncated>false</IsTruncated>%s</R>"
                        .formatted(listed("DeleteMarker", "k", "v2"))),
                "/k?versionId=v1",
                gzip("{\"auditID\":\"a\",\"stageTimestamp\":\"%s\"}%n".formatted(ADDED)),
                "/k?versionId=v1&retention=",
                xml(
                    "<Retention><Mode>COMPLIANCE</Mode><RetainUntilDate>2026-12-29T10:00:00Z</RetainUntilDate></Retention>")));
    List<LockedObject> objects = new ArrayList<>();
    List<AuditEvent> events = new ArrayList<>();
    archive.read(
        new ApiServer("osl2", "osl2-control-plane-1"),
        new TimeWindow(ADDED, ADDED.plusSeconds(60)),
        objects::add,
        events::add);
    assertEquals(
        List.of("v1 false true", "v2 true false"),
        objects.stream()
            .map(one -> "%s %s %s".formatted(one.version(), one.isMarker(), one.mode().isPresent()))
            .toList());
    assertEquals(List.of(ADDED), events.stream().map(AuditEvent::time).toList());
    assertEquals(
        List.of(), Stream.of(objects.get(0)).flatMap(one -> one.problem(31).stream()).toList());
  }

  @Test
  void settingsThatKeepNothingAreNamed() {
    Map<String, byte[]> off =
        Map.of(
            "?versioning=",
            xml("<V><Status>Suspended</Status></V>"),
            "?object-lock=",
            xml("<L><ObjectLockEnabled>Disabled</ObjectLockEnabled></L>"));
    assertEquals(
        List.of(
            "versions of bucket audit are not kept; enable versioning",
            "bucket audit has no object lock; create a bucket with it, and use that"),
        archive(ArchiveLock.HEADER, off).settingProblems());
  }

  @Test
  void aShortDefaultIsNamedIfItIsUsed() {
    assertEquals(List.of(), settings(ArchiveLock.HEADER, "GOVERNANCE", "<Days>1</Days>"));
    assertEquals(List.of(), settings(ArchiveLock.DEFAULT, "COMPLIANCE", "<Years>1</Years>"));
    String problem =
        "the default retention of bucket audit is not COMPLIANCE for 31 days, and"
            + " audit.archive.lock is default; set it";
    assertEquals(List.of(problem), settings(ArchiveLock.DEFAULT, "GOVERNANCE", "<Days>31</Days>"));
    assertEquals(List.of(problem), settings(ArchiveLock.DEFAULT, "COMPLIANCE", "<Days>30</Days>"));
  }

  private static List<String> settings(ArchiveLock lock, String mode, String period) {
    return archive(
            lock,
            Map.of(
                "?versioning=",
                xml("<V><Status>Enabled</Status></V>"),
                "?object-lock=",
                xml(
                    "<L><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>%s</Mode>%s</DefaultRetention></Rule></L>"
                        .formatted(mode, period))))
        .settingProblems();
  }

  @Test
  void aRefusalHasItsReason() {
    AuditSinkException refused =
        assertThrows(
            AuditSinkException.class, () -> archive(ArchiveLock.HEADER, Map.of()).servers());
    assertEquals(
        "HTTP 404 NoSuchKey", String.valueOf(refused.getMessage()).replaceAll("^.*: ", ""));
  }

  /** A list that ends early would hide objects. */
  @Test
  void aCutListIsRefused() {
    Map<String, byte[]> cut =
        Map.of(
            "?prefix=audit%2F&list-type=2&delimiter=%2F",
            xml("<R><IsTruncated>true</IsTruncated></R>"),
            "?prefix=audit%2F&delimiter=%2F&list-type=2",
            xml("<R><IsTruncated>true</IsTruncated></R>"));
    assertThrows(AuditSinkException.class, () -> archive(ArchiveLock.HEADER, cut).servers());
  }
}
