package dev.slipway.config;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import dev.slipway.value.OctaviaProvider;
import dev.slipway.value.StackKind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The schema by which editors complete and check stack files is made of the records. */
class StackSchemaTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final Map<Class<?>, List<String>> CHOICES =
      Map.of(
          StackKind.class, texts(StackKind.values()),
          Environment.class, texts(Environment.values()),
          NetworkKind.class, texts(NetworkKind.values()),
          EndpointKind.class, texts(EndpointKind.values()),
          OctaviaProvider.class, texts(OctaviaProvider.values()));

  @Test
  void theSchemaBesideTheStackFilesIsCurrent() throws JsonProcessingException {
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
    Golden.assertSame(Path.of("stacks/stack.schema.json"), JSON.writeValueAsString(schema) + "\n");
  }

  /** Values are written as one text each; an enumeration by the texts of its constants. */
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
        : constant.toString().toLowerCase(java.util.Locale.ROOT);
  }
}
