package dev.slipway.recovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What Pulumi knows of a stack, as {@code pulumi stack export} writes it. */
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
    } catch (JsonProcessingException noExport) {
      throw new IllegalArgumentException("this is no export of a stack: it is not JSON");
    }
  }

  /** Ids of everything that the stack holds. */
  public Set<String> ids() {
    return each("resources").map(one -> one.path("id").asText()).collect(Collectors.toSet());
  }

  /** What was begun and not finished, each once. */
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
