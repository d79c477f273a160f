package dev.slipway.recovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The state of a stack, as {@code pulumi stack export} writes it. */
public final class StackState {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final JsonNode deployment;

  private StackState(JsonNode deployment) {
    this.deployment = deployment;
  }

  /** Reads an export. */
  public static StackState read(String export) {
    try {
      return new StackState(JSON.readTree(export).path("deployment"));
    } catch (JsonProcessingException invalid) {
      throw new IllegalArgumentException("not a valid export of a stack: it is not JSON");
    }
  }

  /** Returns the ids of all resources. */
  public Set<String> ids() {
    return each("resources").map(one -> one.path("id").asText()).collect(Collectors.toSet());
  }

  /** Returns whether the state has no resource. A destroyed stack keeps its own resource. */
  public boolean isEmpty() {
    return each("resources").allMatch(StackState::isStack);
  }

  /** Returns whether an update is running, or ended while it changed a resource. */
  public boolean isInterrupted() {
    return !deployment.path("pending_operations").isEmpty();
  }

  /** Returns the texts of an output of the stack itself that is a mapping; empty without it. */
  public Map<String, String> stackOutput(String output) {
    Map<String, String> texts = new TreeMap<>();
    each("resources")
        .filter(StackState::isStack)
        .flatMap(one -> one.path("outputs").path(output).properties().stream())
        .forEach(
            entry ->
                text(entry.getValue()).findFirst().ifPresent(it -> texts.put(entry.getKey(), it)));
    return texts;
  }

  private static boolean isStack(JsonNode resource) {
    return resource.path("type").asText().equals("pulumi:pulumi:Stack");
  }

  /**
   * Returns an output of a resource, if the resource and the output exist. A secret must be in an
   * export with secrets.
   *
   * @param resource the last part of its URN
   */
  public Optional<String> output(String resource, String output) {
    return each("resources")
        .filter(one -> one.path("urn").asText().endsWith("::" + resource))
        .map(one -> one.path("outputs").path(output))
        .flatMap(StackState::text)
        .findFirst();
  }

  /** Returns all texts in the outputs of the resources, by the last part of their URN. */
  public Map<String, List<String>> texts() {
    Map<String, List<String>> texts = new TreeMap<>();
    each("resources")
        .forEach(
            one -> {
              String urn = one.path("urn").asText();
              String name = urn.substring(urn.lastIndexOf(':') + 1);
              texts.put(name, texts(one.path("outputs")).toList());
            });
    return texts;
  }

  private static Stream<String> texts(JsonNode value) {
    return value.isContainerNode() && !value.has("plaintext")
        ? StreamSupport.stream(value.spliterator(), false).flatMap(StackState::texts)
        : text(value);
  }

  /** Returns a text; Pulumi writes a secret as an object with the JSON of its value. */
  private static Stream<String> text(JsonNode value) {
    if (value.isTextual()) {
      return Stream.of(value.textValue());
    }
    JsonNode plaintext = value.path("plaintext");
    return plaintext.isTextual() ? texts(decoded(plaintext.textValue())) : Stream.empty();
  }

  private static JsonNode decoded(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException quoting) {
      // The cause quotes the secret.
      throw new IllegalArgumentException("not a valid export of a stack: a secret is not JSON");
    }
  }

  /** Returns the resources whose creation began and did not end, without duplicates. */
  public List<PendingCreate> pendingCreates() {
    return each("pending_operations")
        .filter(operation -> operation.path("type").asText().equals("creating"))
        .map(operation -> operation.path("resource"))
        .map(
            one ->
                new PendingCreate(
                    one.path("urn").asText(), one.path("type").asText(), one.path("inputs")))
        .distinct()
        .toList();
  }

  private Stream<JsonNode> each(String key) {
    return StreamSupport.stream(deployment.path(key).spliterator(), false);
  }
}
