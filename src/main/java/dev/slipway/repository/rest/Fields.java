package dev.slipway.repository.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.repository.ForgeException;
import dev.slipway.repository.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Strict access to fields of which absence means that nothing is enforced. A field of another type
 * is an error, so that an unexpected response never counts as a setting.
 */
public final class Fields {
  private Fields() {}

  /** Returns whether a field is true; false if it is absent. */
  public static boolean flag(JsonNode object, String pointer) {
    JsonNode value = object.at(pointer);
    require(value.isBoolean() || isAbsent(value), pointer, "true or false");
    return value.asBoolean();
  }

  /** Returns a number; 0 if it is absent. */
  public static int number(JsonNode object, String pointer) {
    JsonNode value = object.at(pointer);
    require(value.isInt() || isAbsent(value), pointer, "a number");
    return value.asInt();
  }

  /** Returns the items of a list; none if it is absent. */
  public static Stream<JsonNode> items(JsonNode object, String pointer) {
    JsonNode value = object.at(pointer);
    require(value.isArray() || isAbsent(value), pointer, "a list");
    return StreamSupport.stream(value.spliterator(), false);
  }

  /** Returns the objects if each of them has a field; its absence does not show a setting. */
  public static Reading<List<JsonNode>> complete(List<JsonNode> objects, String pointer) {
    return objects.stream().anyMatch(one -> isAbsent(one.at(pointer)))
        ? Reading.unread(
            "a response has no %s; forges leave fields out that a token may not read"
                .formatted(name(pointer)))
        : Reading.of(objects);
  }

  /** Returns a field of each item of a list. */
  public static List<String> names(JsonNode list, String field) {
    List<String> names = new ArrayList<>();
    list.forEach(one -> names.add(Answer.name(one, field)));
    return names;
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static void require(boolean isValid, String pointer, String expected) {
    if (!isValid) {
      throw new ForgeException(
          "%s in a response is not %s; this version of Slipway cannot read it"
              .formatted(name(pointer), expected));
    }
  }

  /** Returns a pointer as documentation writes it. */
  static String name(String pointer) {
    return pointer.replaceFirst("^/", "").replace('/', '.');
  }
}
