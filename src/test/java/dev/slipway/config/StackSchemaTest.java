package dev.slipway.config;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.slipway.Golden;
import dev.slipway.value.Environment;
import dev.slipway.value.GlanceImage;
import dev.slipway.value.OctaviaProvider;
import dev.slipway.value.StackKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The JSON schema of stack files, which editors use, generated from the records. */
class StackSchemaTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final Map<Class<?>, List<String>> CHOICES =
      Map.of(
          StackKind.class, texts(StackKind.values()),
          Environment.class, texts(Environment.values()),
          NetworkKind.class, texts(NetworkKind.values()),
          PodEncryption.class, texts(PodEncryption.values()),
          DiskEncryptionKind.class, texts(DiskEncryptionKind.values()),
          EndpointKind.class, texts(EndpointKind.values()),
          OctaviaProvider.class, texts(OctaviaProvider.values()));

  /** The key that sets a kind, by its type. */
  private static final Map<Class<?>, String> KIND_KEYS =
      Map.of(
          NetworkKind.class, "network.kind",
          EndpointKind.class, "endpoint.kind",
          DiskEncryptionKind.class, "diskEncryption.kind");

  @Test
  void shippedSchemaIsCurrent() throws JsonProcessingException {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
            .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
            .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .with(Option.INLINE_ALL_SCHEMAS);
    builder
        .forFields()
        .withRequiredCheck(
            field -> !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class));
    builder.forTypesInGeneral().withCustomDefinitionProvider(StackSchemaTest::scalar);
    ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(StackConfig.class);
    ArrayNode conditions = schema.putArray("allOf");
    List<Enum<?>> kinds = new ArrayList<>(List.of(NetworkKind.values()));
    kinds.addAll(List.of(EndpointKind.values()));
    kinds.addAll(List.of(DiskEncryptionKind.values()));
    kinds.forEach(kind -> condition(conditions.addObject(), kind));
    production(conditions.addObject());
    Golden.assertSame(Path.of("stacks/stack.schema.json"), JSON.writeValueAsString(schema) + "\n");
  }

  private static void production(ObjectNode condition) {
    at(condition.putObject("if"), "environment").put("const", text(Environment.PRODUCTION));
    ArrayNode required = at(condition.putObject("then"), "network").putArray("required");
    EgressRules.PRODUCTION_KEYS.forEach(required::add);
    ObjectNode pool =
        at(condition.withObject("/then"), "workers").putObject("additionalProperties");
    Stream.of(
            at(condition.withObject("/then"), "image"),
            at(condition.withObject("/then"), "endpoint.image"),
            at(pool, "image"))
        .forEach(image -> image.put("pattern", GlanceImage.ID_SUFFIX));
  }

  /** Writes the keys that a kind requires, and those that only other kinds have. */
  private static void condition(ObjectNode condition, Enum<?> kind) {
    String key = Objects.requireNonNull(KIND_KEYS.get(kind.getDeclaringClass()));
    at(condition.putObject("if"), key).put("const", text(kind));
    ObjectNode then = condition.putObject("then");
    for (ConditionalKeyRules.Rule rule : ConditionalKeyRules.RULES) {
      boolean own = rule.kind() == kind;
      if (own && rule.required()) {
        at(then, group(rule.key())).withArray("required").add(rule.key().replaceFirst(".*\\.", ""));
      } else if (!own && rule.kindKey().equals(key)) {
        at(then, rule.key()).putObject("not");
      }
    }
  }

  private static String group(String key) {
    return key.substring(0, key.indexOf('.'));
  }

  /** Returns the schema of the value of that key. */
  private static ObjectNode at(ObjectNode schema, String key) {
    return schema.withObject("/properties/" + key.replace(".", "/properties/"));
  }

  /** Returns the schema of a value type: a string, or one of the constants' texts. */
  private static @Nullable CustomDefinition scalar(
      ResolvedType type, SchemaGenerationContext context) {
    Class<?> raw = type.getErasedType();
    ObjectNode node = context.getGeneratorConfig().createObjectNode();
    if (CHOICES.containsKey(raw)) {
      var allowed = node.putArray("enum");
      CHOICES.get(raw).forEach(allowed::add);
    } else if (raw.getPackageName().equals("dev.slipway.value")) {
      node.put("type", "string");
    } else {
      return null;
    }
    return new CustomDefinition(
        node, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.NO);
  }

  private static List<String> texts(Object[] constants) {
    return Arrays.stream(constants).map(StackSchemaTest::text).toList();
  }

  private static String text(Object constant) {
    return constant instanceof StackKind kind
        ? kind.text()
        : constant.toString().toLowerCase(Locale.ROOT);
  }
}
