package dev.slipway.audit.sink;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.audit.ApiServer;
import dev.slipway.audit.AuditEvent;
import dev.slipway.audit.AuditStore;
import dev.slipway.audit.TimeWindow;
import dev.slipway.document.Json;
import dev.slipway.http.HttpTransport;
import dev.slipway.plan.model.AuditSinks;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The log store, VictoriaLogs. */
public final class VictoriaLogs implements AuditStore {
  /** An answer is in memory: 5 minutes of an API server at 100 events a second are 30 MB. */
  private static final Duration PAGE = Duration.ofMinutes(5);

  private static final List<String> DELETING =
      List.of(
          "delete.enable",
          "internaldelete.enable",
          "retention.maxDiskSpaceUsageBytes",
          "retention.maxDiskUsagePercent");

  private static final Pattern RETENTION =
      Pattern.compile("(?m)^-retentionPeriod=\"(?<number>\\d+)(?<unit>[dwy])\"$");

  private final HttpTransport http;
  private final AuditSinks.Store sink;
  private final Optional<String> token;

  /**
   * Opens the store.
   *
   * @param token a bearer token, if the front of the store needs one
   * @param environment the variables of this process, of which {@code SSL_CERT_FILE} can name CAs
   * @throws IOException if that file has no usable certificates
   */
  public static VictoriaLogs open(
      AuditSinks.Store sink, Optional<String> token, Map<String, String> environment)
      throws IOException {
    return new VictoriaLogs(HttpTransport.withoutRedirects(environment), sink, token);
  }

  private VictoriaLogs(HttpTransport http, AuditSinks.Store sink, Optional<String> token) {
    this.http = http;
    this.sink = sink;
    this.token = token;
  }

  @Override
  public void read(ApiServer server, TimeWindow window, Consumer<AuditEvent> events) {
    for (Instant from = window.from(); from.isBefore(window.to()); from = from.plus(PAGE)) {
      Instant end = from.plus(PAGE);
      page(server, new TimeWindow(from, end.isAfter(window.to()) ? window.to() : end), events);
    }
  }

  private void page(ApiServer server, TimeWindow window, Consumer<AuditEvent> events) {
    String query =
        "_time:[%s, %s) {cluster=%s,node=%s} | fields _time, _msg"
            .formatted(
                window.from(),
                window.to(),
                Json.write(server.cluster()),
                Json.write(server.node()));
    String body = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        request("select/logsql/query")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    send(request).lines().forEach(line -> events.accept(event(Json.read(line, JsonNode.class))));
  }

  private static AuditEvent event(JsonNode row) {
    return AuditEvent.read(row.path("_msg").asText(), Instant.parse(row.path("_time").asText()));
  }

  private HttpRequest.Builder request(String path) {
    String base = sink.url().toString().replaceFirst("/$", "");
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/" + path));
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  private String send(HttpRequest.Builder request) {
    HttpResponse<byte[]> response;
    try {
      response = http.send(request);
    } catch (IOException failure) {
      throw new AuditSinkException(
          "the log store %s does not answer: %s".formatted(sink.url(), failure), failure);
    }
    String text = new String(response.body(), StandardCharsets.UTF_8);
    if (response.statusCode() != 200) {
      throw new AuditSinkException(
          "the log store %s answered HTTP status %d: %s"
              .formatted(response.uri(), response.statusCode(), text.strip()));
    }
    return text;
  }

  @Override
  public List<String> settingProblems() {
    return flagProblems(send(request("flags")), sink.days());
  }

  static List<String> flagProblems(String flags, int days) {
    List<String> problems = new ArrayList<>();
    if (days(flags) < days) {
      problems.add(
          "the flag -retentionPeriod is not a period of %d days or more; set it to %1$dd"
              .formatted(days));
    }
    // Flags with their defaults are left out.
    for (String flag : DELETING) {
      if (flags.contains("-" + flag + "=")) {
        problems.add(
            "the flag -%s is set, so rows can be deleted early; remove it".formatted(flag));
      }
    }
    return problems;
  }

  private static long days(String flags) {
    Matcher retention = RETENTION.matcher(flags);
    if (!retention.find()) {
      return 0;
    }
    long number = Long.parseLong(retention.group("number"));
    return switch (retention.group("unit")) {
      case "w" -> number * ChronoUnit.WEEKS.getDuration().toDays();
      case "y" -> number * 365;
      default -> number;
    };
  }
}
