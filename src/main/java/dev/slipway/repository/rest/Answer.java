package dev.slipway.repository.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.repository.ForgeException;
import dev.slipway.repository.Reading;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The response to one request.
 *
 * @param request for messages
 * @param status of HTTP
 * @param body missing if there is none
 * @param message of the forge, if it refused the request
 */
public record Answer(String request, int status, JsonNode body, String message) {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  /** Returns a response with a document. */
  public static Answer of(String request, JsonNode body) {
    return new Answer(request, OK, body, "");
  }

  /** Returns a response without one. */
  public static Answer refused(String request, int status, String message) {
    return new Answer(request, status, MissingNode.getInstance(), message);
  }

  /** Returns whether it has a document. */
  public boolean isFound() {
    return status == OK;
  }

  /** Returns whether the forge has no such object, or hides it from the token. */
  public boolean isAbsent() {
    return status == NOT_FOUND;
  }

  /** Returns why there is no document. */
  public String reason() {
    return "%s: status %d: %s".formatted(request, status, message);
  }

  /** Returns the document. */
  public Reading<JsonNode> document() {
    return isFound() ? Reading.of(body) : Reading.unread(reason());
  }

  /**
   * Returns true or false.
   *
   * @param pointer by RFC 6901
   */
  public Reading<Boolean> flag(String pointer) {
    return field(pointer, "true or false", JsonNode::isBoolean).map(JsonNode::asBoolean);
  }

  /** Returns a text. */
  public Reading<String> text(String pointer) {
    return field(pointer, "a text", JsonNode::isTextual).map(JsonNode::asText);
  }

  /** Returns a list. */
  public Reading<List<JsonNode>> items(String pointer) {
    return field(pointer, "a list", JsonNode::isArray).map(list -> Fields.items(list, "").toList());
  }

  private Reading<JsonNode> field(String pointer, String expected, Predicate<JsonNode> isValid) {
    return document().flatMap(one -> field(one.at(pointer), pointer, expected, isValid));
  }

  private Reading<JsonNode> field(
      JsonNode value, String pointer, String expected, Predicate<JsonNode> isValid) {
    if (value.isMissingNode() || value.isNull()) {
      return Reading.unread(
          "%s: the response has no %s; forges leave fields out that a token may not read"
              .formatted(request, Fields.name(pointer)));
    }
    if (!isValid.test(value)) {
      throw unexpected(pointer, expected);
    }
    return Reading.of(value);
  }

  private ForgeException unexpected(String pointer, String expected) {
    return new ForgeException(
        "%s: %s in the response is not %s; this version of Slipway cannot read it"
            .formatted(request, Fields.name(pointer), expected));
  }

  /** Returns the name of an object of the response, or a text for one without a name. */
  public static String name(JsonNode object, String field) {
    return Optional.of(object.path(field).asText()).filter(text -> !text.isEmpty()).orElse("?");
  }
}
