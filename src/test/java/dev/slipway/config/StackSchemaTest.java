package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.slipway.Golden;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.Environment;
import dev.slipway.value.GlanceImage;
import dev.slipway.value.StackKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The JSON schema of stack files, which editors use, generated from the records. */
class StackSchemaTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final Path FILE = Path.of("stacks/stack.schema.json");

  /** The key that sets a kind, by its type. */
  private static final Map<Class<?>, String> KIND_KEYS =
      Map.of(
          NetworkKind.class, "network.kind",
          EndpointKind.class, "endpoint.kind",
          DiskEncryptionKind.class, "diskEncryption.kind");

  @Test
  void shippedSchemaIsCurrent() throws JsonProcessingException {
    ObjectNode schema = new StackSchema(StackFileDoc.GROUPS).generate();
    ArrayNode conditions = schema.putArray("allOf");
    List<Enum<?>> kinds = new ArrayList<>(List.of(NetworkKind.values()));
    kinds.addAll(List.of(EndpointKind.values()));
    kinds.addAll(List.of(DiskEncryptionKind.values()));
    kinds.forEach(kind -> condition(conditions.addObject(), kind));
    opsCluster(conditions.addObject());
    production(conditions.addObject());
    Golden.assertSame(FILE, JSON.writeValueAsString(schema) + "\n");
  }

  @Test
  void schemaAcceptsEveryValidFile() throws IOException {
    List<Path> files = new ArrayList<>(StackFileDoc.files());
    StackFiles shipped = new StackFiles(FleetFixture.SHIPPED);
    shipped.stacks().forEach(stack -> files.add(shipped.file(stack)));
    for (Path file : files) {
      assertEquals(Set.of(), violations(Files.readString(file)), file.toString());
    }
  }

  @Test
  void schemaRefusesKeysOfOtherKinds() throws IOException {
    String ops = new StackFiles(FleetFixture.ALL_KEYS).text("staging");
    assertEquals(
        Set.of(
            "$.gitops",
            "$.state",
            "$.identity.zitadel",
            "$.audit.archive",
            "$.audit.store",
            "$.audit.siem"),
        violations(ops.replace("kind: OpsCluster", "kind: ManagementCluster")));
    assertEquals(
        Set.of("$.network.routerExternalIp", "$.network.externalNetwork", "$.endpoint.floatingIp"),
        violations(ops.replace("kind: project", "kind: shared\n  name: shared")));
  }

  /** Returns the keys with a value that the schema does not accept. */
  private static Set<String> violations(String yaml) throws IOException {
    SchemaValidatorsConfig paths =
        SchemaValidatorsConfig.builder().pathType(PathType.JSON_PATH).build();
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(JSON.readTree(FILE.toFile()), paths)
        .validate(yaml, InputFormat.YAML)
        .stream()
        .map(violation -> violation.getInstanceLocation().toString())
        .collect(Collectors.toSet());
  }

  private static void opsCluster(ObjectNode condition) {
    at(condition.putObject("if"), "kind").put("const", KeyForm.text(StackKind.OPS_CLUSTER));
    ObjectNode then = condition.putObject("then");
    ObjectNode otherwise = condition.putObject("else");
    ConditionalKeyRules.OPS_KEYS.keySet().stream()
        .sorted()
        .forEach(
            key -> {
              if (KeyConditions.isRequiredByKind(key)) {
                then.withArray("required").add(key);
              }
              at(otherwise, key).putObject("not");
            });
  }

  private static void production(ObjectNode condition) {
    at(condition.putObject("if"), "environment").put("const", KeyForm.text(Environment.PRODUCTION));
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
    at(condition.putObject("if"), key).put("const", KeyForm.text(kind));
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
}
