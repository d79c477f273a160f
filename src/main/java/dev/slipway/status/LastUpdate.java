package dev.slipway.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.document.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * The last update of a stack that Pulumi recorded. An update that was killed is not recorded.
 *
 * @param kind for example {@code update} or {@code destroy}
 * @param result for example {@code succeeded} or {@code failed}
 */
public record LastUpdate(Instant time, String kind, String result) {

  /** Reads the output of {@code pulumi stack history --json}; empty if no update is recorded. */
  static Optional<LastUpdate> read(String history) {
    JsonNode last = newest(Json.read(history, JsonNode.class));
    String time = last.path("endTime").asText(last.path("startTime").asText(""));
    return time.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LastUpdate(
                Instant.parse(time), last.path("kind").asText(), last.path("result").asText()));
  }

  /** A refresh changes no resource, so an update that failed before it is still the last one. */
  private static JsonNode newest(JsonNode history) {
    for (JsonNode one : history) {
      if (!one.path("kind").asText().equals("refresh")) {
        return one;
      }
    }
    return history.path(0);
  }

  /** Whether the stack is as that update left it, complete. */
  boolean succeeded() {
    return result.equals("succeeded") && !kind.equals("destroy");
  }

  boolean isRunning() {
    return result.equals("in-progress");
  }
}
