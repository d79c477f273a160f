package dev.slipway.config;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of stack files: types, and what editors show of each key. */
final class StackSchema {
  private static final ObjectMapper YAML = new YAMLMapper();

  /** The documentation of each component of a record. */
  private final Map<Class<?>, Map<String, StackKey>> keys = new HashMap<>();

  StackSchema(List<KeyGroup> groups) {
    for (KeyGroup group : groups) {
      Map<String, StackKey> here = keys.computeIfAbsent(group.type(), type -> new HashMap<>());
      group.keys().forEach(key -> here.put(key.name(), key));
    }
  }

  ObjectNode generate() {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
            .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
            .with(Option.INLINE_ALL_SCHEMAS);
    builder
        .forFields()
        .withRequiredCheck(field -> key(field).map(StackKey::isRequired).orElse(false))
        .withDescriptionResolver(field -> key(field).map(StackSchema::description).orElse(null))
        .withDefaultResolver(field -> key(field).flatMap(StackSchema::constant).orElse(null))
        .withInstanceAttributeOverride(
            (node, field, context) ->
                key(field)
                    .filter(key -> key.group().isEmpty())
                    .flatMap(StackKey::example)
                    .ifPresent(example -> node.putArray("examples").add(json(example))));
    builder
        .forTypesInGeneral()
        .withAdditionalPropertiesResolver(type -> type.getTypeParameterFor(Map.class, 1))
        .withCustomDefinitionProvider(StackSchema::scalar);
    return new SchemaGenerator(builder.build()).generateSchema(StackConfig.class);
  }

  /** Returns the key of a field; empty for an item of a list, which has no documentation. */
  private Optional<StackKey> key(FieldScope field) {
    Map<String, StackKey> here =
        keys.getOrDefault(field.getDeclaringType().getErasedType(), Map.of());
    return Optional.ofNullable(here.get(field.getDeclaredName()))
        .filter(key -> !field.isFakeContainerItemScope());
  }

  private static String description(StackKey key) {
    String start = key.isRequired() ? "" : key.presence();
    String rest =
        start.isEmpty() ? "" : start.substring(0, 1).toUpperCase(Locale.ROOT) + start.substring(1);
    String text = rest.isEmpty() ? key.meaning() : key.meaning() + " " + rest + ".";
    return text.replace("`", "");
  }

  private static Optional<Object> constant(StackKey key) {
    boolean isList = key.component().getType() == List.class;
    return key.constantDefault().map(StackSchema::json).map(one -> isList ? List.of(one) : one);
  }

  private static JsonNode json(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException invalid) {
      throw new IllegalArgumentException(yaml, invalid);
    }
  }

  /** Returns the schema of a value type: a string, or one of the constants' texts. */
  private static @Nullable CustomDefinition scalar(
      ResolvedType type, SchemaGenerationContext context) {
    Class<?> raw = type.getErasedType();
    ObjectNode node = context.getGeneratorConfig().createObjectNode();
    if (raw.isEnum()) {
      ArrayNode allowed = node.putArray("enum");
      KeyForm.choices(raw).forEach(allowed::add);
    } else if (KeyForm.isValue(raw)) {
      node.put("type", "string");
    } else {
      return null;
    }
    return new CustomDefinition(
        node, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.NO);
  }
}
