package dev.slipway.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records a deserialization problem and continues, so that all problems of a file are reported
 * together. Jackson by itself stops at the first one.
 */
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
    ReadProblems problems = ReadProblems.of(context);
    String path = ReadProblems.unknownKeyPath(context, parser, name);
    Optional<String> newKey = RenamedKeys.key(path);
    problems.add(path, newKey.map(RenamedKeys::message).orElse(unknownKey(name, keys(type))));
    newKey.ifPresent(problems::markReported);
    parser.skipChildren();
    return true;
  }

  private static String unknownKey(String name, List<String> known) {
    return "unknown key; expected one of %s%s"
        .formatted(String.join(", ", known), DidYouMean.suggestion(name, known));
  }

  @Override
  public @Nullable Object handleUnexpectedToken(
      DeserializationContext context,
      JavaType target,
      JsonToken token,
      JsonParser parser,
      @Nullable String failure)
      throws IOException {
    return reportShape(context, target.getRawClass(), parser);
  }

  @Override
  public @Nullable Object handleMissingInstantiator(
      DeserializationContext context,
      Class<?> type,
      ValueInstantiator instantiator,
      JsonParser parser,
      @Nullable String message)
      throws IOException {
    return reportShape(context, type, parser);
  }

  private static @Nullable Object reportShape(
      DeserializationContext context, Class<?> type, JsonParser parser) throws IOException {
    ReadProblems.of(context).add(parser, "expected " + shape(type));
    parser.skipChildren();
    return null;
  }

  private static String shape(Class<?> type) {
    if (type.isRecord()) {
      return "a mapping with the keys " + String.join(", ", keys(type));
    }
    return List.class.isAssignableFrom(type) ? "a list, for example [a, b]" : "a mapping";
  }

  private static List<String> keys(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }
}
