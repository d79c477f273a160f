package dev.slipway.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds every weakening of the lists, and nothing if all settings are as required. */
class RepositoryWeakeningsTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private record Entry(Forge forge, JsonNode fields) {
    private Set<String> ids(String field) {
      Set<String> ids = new TreeSet<>();
      fields.path(field).forEach(one -> ids.add(one.asText()));
      return ids;
    }

    private Findings findings() throws IOException {
      return new RecordedForge(forge).with(fields.path("change")).compare();
    }

    @Override
    public String toString() {
      return forge.title() + ": " + fields.path("name").asText();
    }
  }

  static Stream<Entry> entries() throws IOException {
    return Stream.concat(entries(Forge.GITHUB).stream(), entries(Forge.GITLAB).stream());
  }

  private static List<Entry> entries(Forge forge) throws IOException {
    List<Entry> entries = new ArrayList<>();
    String text = Files.readString(RecordedForge.FOLDER.resolve(forge.text() + ".yaml"));
    YAML.readTree(text).forEach(fields -> entries.add(new Entry(forge, fields)));
    return entries;
  }

  @ParameterizedTest
  @MethodSource("entries")
  void findsTheWeakeningAndNothingElse(Entry entry) throws IOException {
    Findings findings = entry.findings();
    assertEquals(entry.ids("weaker"), weaker(findings), findings.weakenings().toString());
    assertEquals(
        entry.ids("notAssessed"), notAssessed(findings), findings.notAssessed().toString());
    if (entry.fields().has("where")) {
      Set<String> where =
          findings.weakenings().stream().map(Weakening::where).collect(Collectors.toSet());
      assertEquals(Set.of(entry.fields().path("where").asText()), where);
    }
  }

  /** A list without an entry for a requirement does not show that the check looks at it. */
  @ParameterizedTest
  @EnumSource(Forge.class)
  void everyRequirementHasAWeakening(Forge forge) throws IOException {
    Findings findings = new RecordedForge(forge).compare();
    Set<String> required =
        findings.satisfied().stream()
            .map(text -> text.replaceFirst(":.*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> found = new TreeSet<>();
    entries(forge).forEach(entry -> found.addAll(entry.ids("weaker")));
    assertEquals(required, found);
    assertTrue(found.size() >= 15, found.toString());
    assertEquals(List.of(), findings.weakenings());
    assertEquals(List.of(), findings.notAssessed());
  }

  /** An entry about a setting that the check does not read fails. */
  @Test
  void weakeningOfAnUnreadSettingIsNotFound() throws IOException {
    JsonNode fields =
        YAML.readTree("{change: {'': {/archived: true}}, weaker: [archived], name: archived}");
    Entry entry = new Entry(Forge.GITHUB, fields);
    assertNotEquals(entry.ids("weaker"), weaker(entry.findings()));
  }

  @Test
  void everyWeakeningHasItsValuesAndAFix() throws IOException {
    for (Entry entry : entries().toList()) {
      for (Weakening one : entry.findings().weakenings()) {
        one.document().values().forEach(value -> assertNotEquals("", value, one.toString()));
        assertNotEquals(one.requirement().required(), one.actual());
      }
      for (NotAssessed one : entry.findings().notAssessed()) {
        assertTrue(one.reason().length() > 20, one.toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void repositoryThatDoesNotExistIsAnError(Forge forge) throws IOException {
    JsonNode absent = YAML.readTree("{'': {'{}': {$status: 404, $message: Not Found}}}");
    RecordedForge recorded = new RecordedForge(forge).with(absent);
    String message =
        String.valueOf(assertThrows(ForgeException.class, recorded::compare).getMessage());
    assertTrue(message.contains("404: Not Found; the "), message);
  }

  @Test
  void anUnexpectedTypeIsAnError() throws IOException {
    JsonNode text =
        YAML.readTree("{/rules/branches/main: {/0/parameters/require_last_push_approval: 'true'}}");
    RecordedForge recorded = new RecordedForge(Forge.GITHUB).with(text);
    assertEquals(
        "require_last_push_approval in a response is not true or false; this version of Slipway"
            + " cannot read it",
        assertThrows(ForgeException.class, recorded::compare).getMessage());
  }

  /** On other servers GitHub Actions has another number. */
  @ParameterizedTest
  @ValueSource(ints = {1, 15369})
  void checkOfAnotherAppIsWeakerOnTheForgeItself(int app) throws IOException {
    JsonNode other =
        YAML.readTree(
            "{/rules/branches/main: {/1/parameters/required_status_checks/0/integration_id: %d}}"
                .formatted(app));
    Findings findings = new RecordedForge(Forge.GITHUB).with(other).compare();
    assertEquals(Set.of("check-source"), weaker(findings));
  }

  private static Set<String> weaker(Findings findings) {
    return findings.weakenings().stream()
        .map(one -> one.requirement().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> notAssessed(Findings findings) {
    return findings.notAssessed().stream()
        .map(one -> one.requirement().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
