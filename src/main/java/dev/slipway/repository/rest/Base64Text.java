package dev.slipway.repository.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.repository.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The content of a file, which both forges return in Base64. */
public final class Base64Text {
  private Base64Text() {}

  /** Returns the content of the file of a response. */
  public static Reading<String> of(Answer file) {
    return file.document().flatMap(one -> decoded(file.request(), one));
  }

  private static Reading<String> decoded(String request, JsonNode file) {
    if (!file.path("encoding").asText().equals("base64") || !file.path("content").isTextual()) {
      return Reading.unread(request + ": the response has no content in Base64");
    }
    try {
      byte[] content = Base64.getMimeDecoder().decode(file.path("content").asText());
      return Reading.of(new String(content, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException invalid) {
      return Reading.unread(request + ": the content is not valid Base64");
    }
  }
}
