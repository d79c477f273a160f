package dev.slipway.preview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.document.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The preview of one stack.
 *
 * @param steps the resources that the update changes, in the order of their types and names
 * @param errors why the preview is not complete; none if it is
 */
public record StackPreview(List<ResourceStep> steps, List<String> errors) {
  /**
   * Values that are known only during the update: a string, a boolean, a number, a list, an asset,
   * an archive and a mapping. Source: {@code plugin/rpc.go} in Pulumi's SDK for Go.
   */
  private static final Pattern UNKNOWN =
      Pattern.compile(
          "\"(04da6b54-80e4-46f7-96ec-b56ff0331ba9|1c4a061d-8072-4f0a-a4cb-0ff528b18fe7"
              + "|3eeb2bf0-c639-47a8-9e75-3b44932eb421|6a19a0b0-7e62-4c92-b797-7f8e31da9cc2"
              + "|030794c1-ac77-496b-92df-f27374a8bd58|e48ece36-62e2-4504-bad9-02848725956a"
              + "|dd056dcd-154b-4c76-9bd3-c8f88648b5ff)\"");

  /** The text in place of a value that only the update finds out. */
  public static final String NOT_KNOWN = "[not known yet]";

  /** Length of unexpected output in a message. */
  private static final int EXCERPT = 200;

  /** Pulumi's order depends on which steps are ready first. */
  private static final Comparator<ResourceStep> ORDER =
      Comparator.comparing(ResourceStep::resource).thenComparing(ResourceStep::operation);

  /** Copies the lists. */
  public StackPreview {
    steps = List.copyOf(steps);
    errors = List.copyOf(errors);
  }

  /** Returns the steps without noise. */
  public List<ResourceStep> changes() {
    return steps.stream().filter(step -> !Noise.isNoise(step)).toList();
  }

  /** Returns {@link #changes} as lines; equal changes have equal lines. */
  public List<String> lines() {
    return changes().stream().flatMap(step -> StepText.complete(step).stream()).toList();
  }

  /** Returns a preview that could not be made. */
  public static StackPreview failed(String error) {
    return new StackPreview(List.of(), List.of(error));
  }

  /**
   * Reads the output of {@code pulumi preview --json}. Without a change it has the step of the
   * stack itself; without steps it must have errors.
   *
   * @throws IllegalArgumentException if it is not such a document
   */
  public static StackPreview read(String json) {
    JsonNode document = Json.read(json.isBlank() ? "null" : json, JsonNode.class);
    List<String> errors = errors(document);
    if (errors.isEmpty() && !document.path("steps").isArray()) {
      throw new IllegalArgumentException(
          "pulumi preview --json printed no array \"steps\", but: "
              + Json.write(json.substring(0, Math.min(json.length(), EXCERPT))));
    }
    List<ResourceStep> steps = new ArrayList<>();
    for (JsonNode step : document.path("steps")) {
      step(step).filter(one -> one.operation().isChange()).ifPresent(steps::add);
    }
    steps.sort(ORDER);
    return new StackPreview(steps, errors);
  }

  private static List<String> errors(JsonNode document) {
    return StreamSupport.stream(document.path("diagnostics").spliterator(), false)
        .filter(one -> one.path("severity").asText().equals("error"))
        .map(one -> one.path("message").asText().strip())
        .filter(message -> !message.isEmpty())
        .distinct()
        .toList();
  }

  private static Optional<ResourceStep> step(JsonNode step) {
    JsonNode old = step.path("oldState");
    String urn = step.path("urn").asText();
    String[] parts = urn.split("::", 4); // a name may contain the separator
    if (parts.length < 4) {
      throw new IllegalArgumentException("pulumi preview reports a step without a URN: " + urn);
    }
    String type = parts[2].replaceFirst(".*\\$", "");
    return Operation.of(step.path("op").asText())
        .map(operation -> retained(operation, old))
        .map(
            operation ->
                new ResourceStep(
                    operation,
                    type,
                    parts[3],
                    old.path("protect").asBoolean(),
                    changes(step),
                    CreatedInputs.of(operation, type, step.path("newState"))));
  }

  /** The object of a retained resource stays. */
  private static Operation retained(Operation operation, JsonNode old) {
    return operation == Operation.DELETE && old.path("retainOnDelete").asBoolean()
        ? Operation.DROP
        : operation;
  }

  private static List<PropertyChange> changes(JsonNode step) {
    List<PropertyChange> changes = new ArrayList<>();
    step.path("detailedDiff")
        .fieldNames()
        .forEachRemaining(path -> changes.add(change(step, path)));
    if (changes.isEmpty()) {
      step.path("diffReasons").forEach(key -> changes.add(change(step, key.asText())));
    }
    changes.sort((one, other) -> one.path().compareTo(other.path()));
    return changes;
  }

  private static PropertyChange change(JsonNode step, String path) {
    return new PropertyChange(
        path, value(step.path("oldState"), path), value(step.path("newState"), path));
  }

  /** Returns the JSON of a value, with a text for what only the update finds out. */
  static String text(JsonNode value) {
    return UNKNOWN.matcher(Json.write(value)).replaceAll('"' + NOT_KNOWN + '"');
  }

  private static Optional<String> value(JsonNode state, String path) {
    JsonNode input = PropertyPath.value(state.path("inputs"), path);
    return input.isMissingNode() ? Optional.empty() : Optional.of(text(input));
  }
}
