package dev.slipway.audit.sink;

import com.github.davidmoten.aws.lw.client.MaxAttemptsExceededException;
import com.github.davidmoten.aws.lw.client.Response;
import com.github.davidmoten.aws.lw.client.xml.XmlElement;
import com.github.davidmoten.aws.lw.client.xml.XmlParseException;
import dev.slipway.audit.ApiServer;
import dev.slipway.audit.AuditArchive;
import dev.slipway.audit.AuditEvent;
import dev.slipway.audit.LockedObject;
import dev.slipway.audit.TimeWindow;
import dev.slipway.http.HttpTransport;
import dev.slipway.plan.model.AuditSinks;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/**
 * The archive behind an interface of S3. Every version of an object is read, and delete markers.
 */
public final class S3Archive implements AuditArchive {
  /** The key of `prefix` in audit/shipper's configuration. */
  private static final String PREFIX = "audit/";

  /** The hour in the keys of audit/shipper/lockedarchive/archive.go. */
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy/MM/dd/HH").withZone(ZoneOffset.UTC);

  /** Answers about a version without a lock: 404 of Amazon S3, 400 of versitygw. */
  private static final Set<Integer> WITHOUT_LOCK = Set.of(400, 404);

  private final S3Bucket bucket;
  private final AuditSinks.Archive sink;

  S3Archive(S3Bucket bucket, AuditSinks.Archive sink) {
    this.bucket = bucket;
    this.sink = sink;
  }

  /**
   * Opens the archive with the credential of a user that may read.
   *
   * @param environment the variables of this process, of which {@code SSL_CERT_FILE} can name CAs
   * @throws IOException if that file has no usable certificates
   */
  public static S3Archive open(
      AuditSinks.Archive sink, String accessKey, String secretKey, Map<String, String> environment)
      throws IOException {
    S3Transport http = new S3Transport(HttpTransport.withoutRedirects(environment));
    return new S3Archive(new S3Bucket(http, sink, accessKey, secretKey), sink);
  }

  @Override
  public List<ApiServer> servers() {
    return use(
        () ->
            folders(PREFIX).stream()
                .flatMap(
                    cluster ->
                        folders(PREFIX + cluster + "/").stream()
                            .map(node -> new ApiServer(cluster, node)))
                .toList());
  }

  private List<String> folders(String prefix) {
    List<String> folders = new ArrayList<>();
    bucket.list(
        S3List.FOLDERS,
        prefix,
        page ->
            page.childrenWithName("CommonPrefixes").stream()
                .map(folder -> folder.content("Prefix"))
                .map(folder -> folder.substring(prefix.length(), folder.length() - 1))
                .forEach(folders::add));
    return folders;
  }

  @Override
  public void read(
      ApiServer server,
      TimeWindow added,
      Consumer<LockedObject> objects,
      Consumer<AuditEvent> events) {
    String prefix =
        "%s%s/%s/%s".formatted(PREFIX, server.cluster(), server.node(), HOUR.format(added.from()));
    use(
        () -> {
          bucket.list(S3List.VERSIONS, prefix, page -> read(page, objects, events));
          return prefix;
        });
  }

  private void read(XmlElement page, Consumer<LockedObject> objects, Consumer<AuditEvent> events) {
    for (XmlElement marker : page.childrenWithName("DeleteMarker")) {
      objects.accept(object(marker, true, Optional.empty()));
    }
    for (XmlElement version : page.childrenWithName("Version")) {
      String key = version.content("Key");
      String id = version.content("VersionId");
      lines(bucket.content(key, id), Instant.parse(version.content("LastModified")), events);
      objects.accept(object(version, false, lock(key, id)));
    }
  }

  private static LockedObject object(
      XmlElement listed, boolean isMarker, Optional<XmlElement> lock) {
    return new LockedObject(
        listed.content("Key"),
        listed.content("VersionId"),
        listed.content("IsLatest").equals("true"),
        isMarker,
        Instant.parse(listed.content("LastModified")),
        lock.flatMap(found -> S3List.text(found, "Mode")),
        lock.flatMap(found -> S3List.text(found, "RetainUntilDate")).map(Instant::parse));
  }

  private static void lines(Response object, Instant added, Consumer<AuditEvent> events) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(object.content())),
                StandardCharsets.UTF_8))) {
      lines.lines().forEach(line -> events.accept(AuditEvent.read(line, added)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns the lock; not with the content, where some stores leave out that of an old version. */
  private Optional<XmlElement> lock(String key, String version) {
    try {
      return Optional.of(bucket.lock(key, version));
    } catch (S3Refusal refused) {
      if (WITHOUT_LOCK.contains(refused.status)) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  @Override
  public List<String> settingProblems() {
    return use(() -> new BucketSettings(bucket, sink).problems());
  }

  /** Runs a use of the bucket, whose failures have their reason. */
  private <T> T use(Supplier<T> use) {
    try {
      return use.get();
    } catch (S3Refusal
        | UncheckedIOException
        | MaxAttemptsExceededException
        | XmlParseException
        | NoSuchElementException
        | DateTimeException failure) {
      throw new AuditSinkException(
          "the archive, bucket %s in %s, cannot be read: %s"
              .formatted(sink.bucket(), sink.endpoint(), reason(failure)),
          failure);
    }
  }

  /** Returns the reason of a failure; the client's own message has the number of attempts only. */
  private static String reason(RuntimeException failure) {
    Throwable cause = failure.getCause();
    return failure instanceof MaxAttemptsExceededException && cause != null
        ? "it does not answer: " + cause
        : String.valueOf(failure.getMessage());
  }
}
