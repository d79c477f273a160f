package dev.slipway.recovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
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
