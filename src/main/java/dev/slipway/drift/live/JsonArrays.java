package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Streams over JSON arrays. */
final class JsonArrays {
  private JsonArrays() {}

  static Stream<JsonNode> of(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
