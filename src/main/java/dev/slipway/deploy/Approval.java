package dev.slipway.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.document.Json;
import dev.slipway.value.Sha256;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A review: the document of {@code slipway preview -o json}.
 *
 * @param commit the commit that was previewed
 * @param tree the Git tree of that commit, which a merge without other changes keeps
 * @param time when it was previewed
 * @param outcome of the preview
 * @param base the commit before the change
 * @param stacks the affected stacks
 * @param steps what happens to the resources of each stack that Pulumi previewed
 * @param drift differences of the cloud from the plan before the change, of each of these
 * @param exemptions those by which protected resources are deleted
 */
public record Approval(
    String base,
    String commit,
    String tree,
    Instant time,
    String outcome,
    List<String> stacks,
    Map<String, List<String>> steps,
    Map<String, List<String>> drift,
    List<UsedExemption> exemptions) {
  /** A cloud changes, and so does what a reviewer has in mind. */
  public static final Duration LONGEST = Duration.ofDays(14);

  /** Clocks of two computers differ. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  /** Later times are mistakes, and a sum with one can exceed the range of an {@link Instant}. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private static final List<String> DEPLOYED = List.of("nothing changes", "changes", "disruptive");

  /** Copies the collections. */
  public Approval {
    stacks = List.copyOf(stacks);
    steps = new LinkedHashMap<>(steps);
    drift = new LinkedHashMap<>(drift);
    exemptions = List.copyOf(exemptions);
  }

  /**
   * Reads the document.
   *
   * @throws IllegalArgumentException if it is another one, of files that were not committed, or of
   *     plans only
   */
  public static Approval read(String json) {
    JsonNode document = document(json);
    return new Approval(
        id(document, "base"),
        id(document, "commit"),
        id(document, "tree"),
        time(document),
        text(document, "outcome"),
        names(document),
        lines(document, "steps"),
        lines(document, "drift"),
        UsedExemption.of(document));
  }

  private static JsonNode document(String json) {
    JsonNode document;
    try {
      document = Json.read(json, JsonNode.class);
    } catch (IllegalArgumentException invalid) {
      throw new IllegalArgumentException(
          "the review is not JSON; it must be the output of slipway preview -o json: "
              + invalid.getMessage(),
          invalid);
    }
    if (document.path("plansOnly").asBoolean()) {
      throw new IllegalArgumentException(
          "the review was made with --plans-only, so it does not have what Pulumi does; preview and"
              + " review again without that option");
    } else if (document.has("commit") && !document.has("tree")) {
      throw new IllegalArgumentException(
          "the review is of files that were not committed; commit them, then preview and review"
              + " again");
    }
    return document;
  }

  private static Instant time(JsonNode document) {
    String value = text(document, "time");
    try {
      Instant time = Instant.parse(value);
      if (!time.isAfter(LATEST)) {
        return time;
      }
    } catch (DateTimeException invalid) {
      // is refused below
    }
    throw new IllegalArgumentException(
        "the review's \"time\" is %s, which is not a time such as 2026-11-27T20:00:00Z; preview again"
            .formatted(Json.write(value)));
  }

  private static List<String> names(JsonNode document) {
    if (!document.path("stacks").isArray()) {
      throw missing("stacks");
    }
    List<String> names = new ArrayList<>();
    document.path("stacks").forEach(stack -> names.add(text(stack, "stack")));
    return names;
  }

  private static Map<String, List<String>> lines(JsonNode document, String field) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (JsonNode stack : document.path("stacks")) {
      if (stack.has(field)) {
        List<String> lines = new ArrayList<>();
        stack.path(field).forEach(line -> lines.add(line.asText()));
        all.put(stack.path("stack").asText(), lines);
      }
    }
    return all;
  }

  private static String id(JsonNode document, String field) {
    String value = text(document, field);
    try {
      return GitId.parse(field, value);
    } catch (IllegalArgumentException invalid) {
      throw new IllegalArgumentException(
          "the review's %s; preview again".formatted(invalid.getMessage()), invalid);
    }
  }

  private static String text(JsonNode document, String field) {
    String value = document.path(field).asText("");
    if (value.isEmpty()) {
      throw missing(field);
    }
    return value;
  }

  private static IllegalArgumentException missing(String field) {
    return new IllegalArgumentException(
        "the review has no \"%s\"; it must be the output of slipway preview -o json for committed files"
            .formatted(field));
  }

  /** Returns why the review does not count for a tree, if so. */
  public Optional<String> problem(String otherTree, Instant now) {
    if (!DEPLOYED.contains(outcome)) {
      return Optional.of(
          "the preview's result is %s; deployed are %s; preview again"
              .formatted(
                  Json.write(outcome),
                  DEPLOYED.stream().map(Json::write).collect(Collectors.joining(", "))));
    } else if (!tree.equals(otherTree)) {
      return Optional.of(
          "the review is of tree %s (commit %s), and the files here are tree %s; preview and review these"
              .formatted(tree, commit, otherTree));
    } else if (time.isAfter(now.plus(AHEAD))) {
      return Optional.of(
          "the preview was made at %s, and the clock here is %s; correct the clocks, and preview again"
              .formatted(time, now));
    } else if (now.isAfter(time.plus(LONGEST))) {
      return Optional.of(
          "the preview was made at %s, more than %d days ago; preview again"
              .formatted(time, LONGEST.toDays()));
    }
    return exemptions.stream()
        .filter(one -> one.hasEnded(now))
        .findFirst()
        .map(UsedExemption::problem);
  }

  /** Returns the digest of the steps of a stack. */
  public Sha256 digest(String stack) {
    return Sha256.of(String.join("\n", steps.getOrDefault(stack, List.of())));
  }
}
