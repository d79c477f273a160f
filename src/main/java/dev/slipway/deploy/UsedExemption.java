package dev.slipway.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.document.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * An exemption by which a review permits the deletion of a protected resource.
 *
 * @param resource its type and name
 * @param until the last day on which it counts
 */
record UsedExemption(String stack, String resource, LocalDate until) {
  /**
   * Returns the exemptions of all stacks of a review.
   *
   * @throws IllegalArgumentException if one has no day
   */
  static List<UsedExemption> of(JsonNode document) {
    List<UsedExemption> all = new ArrayList<>();
    for (JsonNode stack : document.path("stacks")) {
      for (JsonNode one : stack.path("exemptions")) {
        String resource = one.path("resource").asText();
        all.add(new UsedExemption(stack.path("stack").asText(), resource, until(one)));
      }
    }
    return all;
  }

  private static LocalDate until(JsonNode exemption) {
    String value = exemption.path("until").asText();
    try {
      return LocalDate.parse(value);
    } catch (DateTimeException invalid) {
      throw new IllegalArgumentException(
          "the review has an exemption with \"until\" %s, which is not a day such as 2026-12-31; preview again"
              .formatted(Json.write(value)));
    }
  }

  boolean hasEnded(Instant now) {
    return now.atZone(ZoneOffset.UTC).toLocalDate().isAfter(until);
  }

  String problem() {
    return "%s: the exemption of %s ended after %s; exempt it again in exemptions.yaml, and preview and review again"
        .formatted(stack, resource, until);
  }
}
