package dev.slipway.drift.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The items of a JSON array. */
final class JsonArrays {
  private JsonArrays() {}

  static Stream<JsonNode> of(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
