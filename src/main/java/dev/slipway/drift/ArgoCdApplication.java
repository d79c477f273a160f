package dev.slipway.drift;

import static dev.slipway.drift.ClusterText.line;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An Application of Argo CD, as its cluster returns it. */
record ArgoCdApplication(JsonNode object) {
  /** How long a new Application, and one that is synced, may differ. */
  static final Duration GRACE = Duration.ofMinutes(10);

  /** How long workloads may start, and how old the last comparison with Git may be. */
  static final Duration LONG = Duration.ofHours(1);

  /** How far the clocks of a cluster and of this computer may differ. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final int RESOURCES = 5;
  private static final String TRANSITION = "/status/health/lastTransitionTime";

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

  /** Returns whether it was created only now: nothing can be expected of it yet. */
  boolean isNew(Instant now) {
    return !isOlder("/metadata/creationTimestamp", GRACE, now);
  }

  /** Returns whether Argo CD can have completed its work: no sync runs or has just ended. */
  boolean isSettled(Instant now) {
    boolean isRunning = phase().equals("Running");
    String last = "/status/operationState/" + (isRunning ? "startedAt" : "finishedAt");
    return isOlder(last, GRACE, now);
  }

  /** Returns whether Argo CD has not compared it with Git for long: its controller does not run. */
  boolean isStale(Instant now) {
    return isOlder("/status/reconciledAt", LONG, now);
  }

  /** Returns when Argo CD last compared it with Git. */
  String compared() {
    String time = line(object.at("/status/reconciledAt").asText());
    return time.isEmpty() ? "never compared with Git" : "last compared with Git: " + time;
  }

  /** Returns whether its health has been the same for this long; false without the time. */
  boolean hasHealthSince(Duration age, Instant now) {
    return object.at(TRANSITION).isTextual() && isOlder(TRANSITION, age, now);
  }

  /** Returns whether the last sync failed. */
  boolean isFailed() {
    return List.of("Failed", "Error").contains(phase());
  }

  private String phase() {
    return object.at("/status/operationState/phase").asText();
  }

  /**
   * Returns whether a time is before an age. An absent time is of something that never was, and one
   * in the future is of a wrong clock: both count as past, so that they hide nothing.
   */
  private boolean isOlder(String pointer, Duration age, Instant now) {
    String text = object.at(pointer).asText();
    try {
      Instant time = text.isEmpty() ? Instant.MIN : Instant.parse(text);
      return time.isBefore(now.minus(age)) || time.isAfter(now.plus(SKEW));
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
            .map(one -> message(one, one.path("type").asText()));
    Stream<String> failure =
        Stream.of(object.at("/status/operationState"))
            .filter(operation -> isFailed())
            .map(operation -> message(operation, "the last sync has failed"));
    return Stream.concat(conditions, failure).distinct().toList();
  }

  private static String message(JsonNode object, String otherwise) {
    String message = line(object.path("message").asText());
    return message.isEmpty() ? line(otherwise) : message;
  }

  private Stream<JsonNode> items(String pointer) {
    return StreamSupport.stream(object.at(pointer).spliterator(), false);
  }
}
