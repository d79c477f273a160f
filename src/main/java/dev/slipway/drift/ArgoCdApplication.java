package dev.slipway.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An Application of Argo CD, as its cluster returns it. */
record ArgoCdApplication(JsonNode object) {
  /** How long a new Application, and one that is synced, may differ. */
  static final Duration GRACE = Duration.ofMinutes(10);

  private static final int RESOURCES = 5;
  private static final int LONGEST = 300;

  /** Control characters, and characters that change the direction of text. */
  private static final Pattern UNSAFE = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  /** A name and a password in a URL. */
  private static final Pattern CREDENTIAL = Pattern.compile("(?<=://)[^/@\\s]+@");

  String name() {
    return line(object.at("/metadata/name").asText());
  }

  /** Returns {@code Synced}, {@code OutOfSync} or {@code Unknown}. */
  String sync() {
    return line(object.at("/status/sync/status").asText("Unknown"));
  }

  /** Returns {@code Healthy}, {@code Progressing}, {@code Degraded} and the like. */
  String health() {
    return line(object.at("/status/health/status").asText("Unknown"));
  }

  /**
   * Returns whether Argo CD can have completed its work: the Application is not new, and no sync
   * runs or has just ended.
   */
  boolean isSettled(Instant now) {
    Instant limit = now.minus(GRACE);
    boolean isRunning = object.at("/status/operationState/phase").asText().equals("Running");
    String last = "/status/operationState/" + (isRunning ? "startedAt" : "finishedAt");
    return isBefore("/metadata/creationTimestamp", limit) && (isFailed() || isBefore(last, limit));
  }

  private boolean isFailed() {
    return List.of("Failed", "Error").contains(object.at("/status/operationState/phase").asText());
  }

  /** An absent time is of something that never was; it counts as past. */
  private boolean isBefore(String pointer, Instant limit) {
    String text = object.at(pointer).asText();
    try {
      return text.isEmpty() || Instant.parse(text).isBefore(limit);
    } catch (DateTimeParseException unknownForm) {
      return true;
    }
  }

  /** Returns the resources that are not in their cluster as Git has them. */
  List<String> unsyncedResources() {
    return resources(one -> one.path("status").asText().equals("OutOfSync"));
  }

  /** Returns the resources that are not healthy. */
  List<String> unhealthyResources() {
    return resources(
        one ->
            List.of("Degraded", "Missing", "Unknown").contains(one.at("/health/status").asText()));
  }

  private List<String> resources(Predicate<JsonNode> selected) {
    List<String> names =
        items("/status/resources").filter(selected).map(ArgoCdApplication::resource).toList();
    return names.size() <= RESOURCES
        ? names
        : Stream.concat(
                names.stream().limit(RESOURCES),
                Stream.of("%d more".formatted(names.size() - RESOURCES)))
            .toList();
  }

  private static String resource(JsonNode one) {
    String message = line(one.at("/health/message").asText());
    String name =
        Stream.of("kind", "namespace", "name")
            .map(field -> line(one.path(field).asText()))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" "));
    return message.isEmpty() ? name : "%s: %s".formatted(name, message);
  }

  /** Returns the messages of conditions that are errors, and of a sync that failed. */
  List<String> messages() {
    Stream<String> conditions =
        items("/status/conditions")
            .filter(one -> one.path("type").asText().endsWith("Error"))
            .map(one -> line(one.path("message").asText()));
    Optional<String> failure =
        isFailed()
            ? Optional.of(line(object.at("/status/operationState/message").asText()))
            : Optional.empty();
    return Stream.concat(conditions, failure.stream())
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  private Stream<JsonNode> items(String pointer) {
    return StreamSupport.stream(object.at(pointer).spliterator(), false);
  }

  /** Returns a text of the cluster as one line of limited length, without credentials of URLs. */
  private static String line(String text) {
    String line = UNSAFE.matcher(text).replaceAll(" ").strip();
    String safe = CREDENTIAL.matcher(line).replaceAll("");
    return safe.length() > LONGEST ? safe.substring(0, LONGEST) + "…" : safe;
  }
}
