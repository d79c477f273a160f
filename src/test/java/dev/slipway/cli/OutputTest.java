package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.document.Json;
import dev.slipway.testing.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** stdout in the formats for programs. */
class OutputTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "check --date 2026-11-26",
        "check --stacks src/test/resources/invalid",
        "plan production-osl2",
        "plan staging --diff-from stacks",
        "doctor",
        "version"
      })
  void isOneDocumentWithTheDocumentedFields(String command) throws IOException {
    CliRun json = run(command, "-o", "json");
    CliRun yaml = run(command, "--output", "yaml");
    CliRun line = run(command, "--json");
    JsonNode document = Json.read(json.out(), JsonNode.class);
    assertEquals(document, new YAMLMapper().readTree(yaml.out()));
    assertEquals(document, Json.read(line.out(), JsonNode.class));
    assertEquals(1, line.out().lines().count());
    assertEquals(json.exitCode(), yaml.exitCode());
    assertEquals(json.exitCode(), run(command).exitCode());
    assertEquals(List.of(), undocumented(row(command), document));
  }

  @Test
  void hasAllRulesOfAPlan() {
    JsonNode plan = Json.read(run("plan production-osl2", "-o", "json").out(), JsonNode.class);
    JsonNode groups = plan.path("securityGroups");
    assertEquals(3, groups.size());
    assertTrue(groups.at("/0/rules/0/reasons/0").isTextual(), groups.toString());
    assertEquals("production-osl2-control-plane-1", plan.at("/servers/0/name").asText());
    assertEquals("control-plane", plan.at("/servers/0/role").asText());
    assertTrue(plan.path("connections").size() > 10);
  }

  @Test
  void isTheSameTextForPeopleByName() {
    assertEquals(run("plan staging").out(), run("plan staging", "-o", "table").out());
  }

  private static CliRun run(String command, String... options) {
    return CliRun.of(
        Stream.concat(Stream.of(command.split(" ", -1)), Stream.of(options))
            .toArray(String[]::new));
  }

  /** Returns the row of the command in the documentation. */
  private static String row(String command) throws IOException {
    String name =
        command.contains("plan staging --diff")
            ? "plan --diff-from"
            : command.replaceFirst(" .*", "");
    return Files.readString(Path.of("docs/output.md"))
        .lines()
        .filter(line -> line.startsWith("| `" + name + "` |"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> undocumented(String row, JsonNode document) {
    List<String> names = new ArrayList<>();
    document
        .properties()
        .forEach(
            field -> {
              names.add(field.getKey());
              JsonNode first =
                  field.getValue().isArray() ? field.getValue().path(0) : field.getValue();
              if (!field.getKey().equals("plugins")) {
                first.fieldNames().forEachRemaining(names::add);
              }
            });
    return names.stream().filter(name -> !row.contains("`" + name + "`")).toList();
  }
}
