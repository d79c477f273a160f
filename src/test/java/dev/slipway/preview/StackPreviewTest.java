package dev.slipway.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.document.Json;
import dev.slipway.value.Sha256;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The steps and errors in the output of {@code pulumi preview --json}. */
class StackPreviewTest {
  private static final String URN = "urn:pulumi:staging::slipway::slipway:Cluster$%s::%s";

  private static String step(String op, String type, String name, String more) {
    return "{\"op\": \"%s\", \"urn\": \"%s\"%s}".formatted(op, URN.formatted(type, name), more);
  }

  private static StackPreview read(String... steps) {
    return StackPreview.read("{\"steps\": [%s]}".formatted(String.join(",", steps)));
  }

  @Test
  void unchangedAndReadResourcesAreLeftOut() {
    assertEquals(List.of(), read(step("same", "t", "a", ""), step("read", "t", "b", "")).steps());
  }

  @Test
  void replacementIsOneStep() {
    StackPreview preview =
        read(
            step("create-replacement", "t", "a", ""),
            step("replace", "t", "a", ""),
            step("delete-replaced", "t", "a", ""));
    assertEquals(
        List.of(new ResourceStep(Operation.REPLACE, "t", "a", false, List.of())), preview.steps());
  }

  @Test
  void retainedResourceIsNotDeleted() {
    assertEquals(
        Operation.DROP,
        read(step("delete", "t", "a", ", \"oldState\": {\"retainOnDelete\": true}"))
            .steps()
            .get(0)
            .operation());
  }

  @Test
  void changesHaveValuesOfInputs() {
    String states =
        """
        , "oldState": {"protect": true, "inputs": {"a": {"b.c": [1, {"d": "x"}]}, "gone": true}},
        "newState": {"inputs": {"a": {"b.c": [1, {"d": "[secret]"}]}}},
        "detailedDiff": {"a[\\"b.c\\"][1].d": {"kind": "update"}, "gone": {"kind": "delete"}}\
        """;
    assertEquals(
        List.of(
            new ResourceStep(
                Operation.UPDATE,
                "kubernetes:core/v1:Secret",
                "n::m",
                true,
                List.of(
                    new PropertyChange(
                        "a[\"b.c\"][1].d", Optional.of("\"x\""), Optional.of("\"[secret]\"")),
                    new PropertyChange("gone", Optional.of("true"), Optional.empty())))),
        read(step("update", "kubernetes:core/v1:Secret", "n::m", states)).steps());
  }

  /** Equal lines mean equal updates, also of what does not exist yet. */
  @Test
  void linesHaveTheInputsOfCreatedResources() {
    String state =
        """
        , "newState": {"type": "t", "id": "i", "inputs": {"prefix": "10.0.0.0/8", "secret": "[secret]", \
        "network": "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "script": "%s"}}\
        """
            .formatted("x".repeat(200));
    List<String> inputs =
        List.of(
            "    network = \"[not known yet]\"",
            "    prefix = \"10.0.0.0/8\"",
            "    script = sha256:" + Sha256.of('"' + "x".repeat(200) + '"').hex(),
            "    secret = \"[secret]\"");
    List<String> lines = read(step("create", "t", "a", state)).lines();
    assertEquals("+ t a", lines.get(0));
    assertEquals(inputs, lines.subList(1, lines.size()));
    assertTrue(read(step("import", "t", "a", state)).lines().contains("    id = \"i\""));
    assertEquals(List.of("! t a"), read(step("update", "t", "a", state)).lines());
  }

  @Test
  void inputsOfProvidersHaveTheCredentialOfAPerson() {
    String state = ", \"newState\": {\"type\": \"pulumi:providers:x\", \"inputs\": {\"a\": \"b\"}}";
    assertEquals(
        List.of("+ pulumi:providers:x a"),
        read(step("create", "pulumi:providers:x", "a", state)).lines());
  }

  @Test
  void unknownValuesAreNamed() {
    String states =
        """
        , "newState": {"inputs": {"a": {"b": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"}}},
        "detailedDiff": {"a": {"kind": "add"}}\
        """;
    assertEquals(
        List.of(
            new PropertyChange("a", Optional.empty(), Optional.of("{\"b\":\"[not known yet]\"}"))),
        read(step("update", "t", "a", states)).steps().get(0).changes());
  }

  @Test
  void reasonsReplaceMissingPaths() {
    assertEquals(
        List.of(new PropertyChange("k", Optional.empty(), Optional.empty())),
        read(step("update", "t", "a", ", \"diffReasons\": [\"k\"]")).steps().get(0).changes());
  }

  @Test
  void errorsAreKept() {
    StackPreview preview =
        StackPreview.read(
            """
            {"diagnostics": [
              {"severity": "error", "message": "error: nothing is changed: a\\n"},
              {"severity": "error", "message": "error: nothing is changed: a\\n"},
              {"severity": "warning", "message": "b"}]}\
            """);
    assertEquals(List.of("error: nothing is changed: a"), preview.errors());
  }

  /** An empty preview would mean that there is nothing to do. */
  @Test
  void stepsAreRequired() {
    for (String json : List.of("", " \n", "{}", "7", "null", "[]", "{\"steps\": null}")) {
      assertEquals(
          "pulumi preview --json printed no array \"steps\", but: " + Json.write(json),
          String.valueOf(
              assertThrows(IllegalArgumentException.class, () -> StackPreview.read(json))
                  .getMessage()));
    }
    assertEquals(new StackPreview(List.of(), List.of()), read());
  }

  @Test
  void unknownOperationIsRefused() {
    assertEquals(
        "pulumi preview reports the operation 'melt', which this version does not support",
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> read(step("melt", "t", "a", "")))
                .getMessage()));
  }

  @Test
  void otherTextIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> StackPreview.read("error: no stack"));
    assertThrows(
        IllegalArgumentException.class,
        () -> StackPreview.read("{\"steps\": [{\"op\": \"same\", \"urn\": \"x\"}]}"));
  }
}
