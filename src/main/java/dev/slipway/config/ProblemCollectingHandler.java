package dev.slipway.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jackson stops at the first fault; this notes it, skips it and lets Jackson go on. */
final class ProblemCollectingHandler extends DeserializationProblemHandler {

  @Override
  public boolean handleUnknownProperty(
      DeserializationContext context,
      JsonParser parser,
      JsonDeserializer<?> deserializer,
      Object beanOrClass,
      String name)
      throws IOException {
    Class<?> type = beanOrClass instanceof Class<?> given ? given : beanOrClass.getClass();
    List<String> known = keys(type);
    String question = DidYouMean.suggestion(name, known);
    ProblemCollector.of(context)
        .add(parser, "unknown key; known here: " + String.join(", ", known) + question);
    parser.skipChildren();
    return true;
  }

  @Override
  public @Nullable Object handleUnexpectedToken(
      DeserializationContext context,
      JavaType target,
      JsonToken token,
      JsonParser parser,
      @Nullable String failure)
      throws IOException {
    ProblemCollector.of(context).add(parser, "expected " + shape(target.getRawClass()));
    parser.skipChildren();
    return null;
  }

  @Override
  public @Nullable Object handleMissingInstantiator(
      DeserializationContext context,
      Class<?> type,
      com.fasterxml.jackson.databind.deser.ValueInstantiator instantiator,
      JsonParser parser,
      @Nullable String message)
      throws IOException {
    ProblemCollector.of(context).add(parser, "expected " + shape(type));
    parser.skipChildren();
    return null;
  }

  private static String shape(Class<?> type) {
    if (type.isRecord()) {
      return "a group with the keys " + String.join(", ", keys(type));
    }
    return List.class.isAssignableFrom(type) ? "a list, for example [a, b]" : "a group of keys";
  }

  private static List<String> keys(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(java.lang.reflect.RecordComponent::getName)
        .toList();
  }
}
