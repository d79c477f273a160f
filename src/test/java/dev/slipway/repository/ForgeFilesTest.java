package dev.slipway.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that an operator applies have the settings that the check requires. */
class ForgeFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FORGES = Path.of("forge");

  private static JsonNode settings(Forge forge, String name) throws IOException {
    Path file = FORGES.resolve(forge.text()).resolve("settings").resolve(name + ".json");
    return JSON.readTree(Files.readString(file));
  }

  /** Each field of the file has the same value in the response in which nothing is weaker. */
  @ParameterizedTest
  @CsvSource({
    "GITHUB, actions, /actions/permissions, ''",
    "GITHUB, actions-token, /actions/permissions/workflow, ''",
    "GITHUB, fork-pull-requests, /actions/permissions/fork-pr-workflows-private-repos, ''",
    "GITHUB, fork-approval, /actions/permissions/fork-pr-contributor-approval, ''",
    "GITHUB, deployment-branch-main, /environments/production/deployment-branch-policies,"
        + " /branch_policies/0",
    "GITHUB, deployment-branch-main, /environments/preview/deployment-branch-policies,"
        + " /branch_policies/0",
    "GITHUB, deployment-branch-pull-requests,"
        + " /environments/preview-code/deployment-branch-policies, /branch_policies/0",
    "GITLAB, project, '', ''",
    "GITLAB, push-rule, /push_rule, ''",
    "GITLAB, approval-rule, /approval_rules, /0",
  })
  void fileHasTheRequiredValues(Forge forge, String file, String path, String pointer)
      throws IOException {
    JsonNode response = new RecordedForge(forge).response(path).at(pointer);
    settings(forge, file)
        .fields()
        .forEachRemaining(
            field -> assertEquals(field.getValue(), response.path(field.getKey()), field.getKey()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "deployments"})
  void rulesetHasTheRequiredRulesAndNoBypass(String branch) throws IOException {
    JsonNode ruleset = settings(Forge.GITHUB, "ruleset-" + branch);
    JsonNode active = new RecordedForge(Forge.GITHUB).response("/rules/branches/" + branch);
    assertEquals(ruleset.path("rules").size(), active.size());
    for (int i = 0; i < active.size(); i++) {
      for (String field : List.of("type", "parameters")) {
        assertEquals(ruleset.path("rules").get(i).path(field), active.get(i).path(field));
      }
    }
    assertTrue(ruleset.path("bypass_actors").isArray() && ruleset.path("bypass_actors").isEmpty());
    assertEquals("active", ruleset.path("enforcement").asText());
  }

  /** The roles of GitLab's files, which its responses have in lists. */
  @ParameterizedTest
  @CsvSource({"protected-branch, 0", "protected-branch-deployments, 1"})
  void branchHasTheRequiredLevels(String file, int index) throws IOException {
    JsonNode branch = settings(Forge.GITLAB, file);
    JsonNode response = new RecordedForge(Forge.GITLAB).response("/protected_branches").get(index);
    assertEquals(branch.path("name"), response.path("name"));
    assertEquals(branch.path("allow_force_push"), response.path("allow_force_push"));
    for (String kind : List.of("push", "merge")) {
      assertEquals(
          branch.path(kind + "_access_level"),
          response.at("/%s_access_levels/0/access_level".formatted(kind)));
    }
  }

  /** Each flag that is turned around in the file is found. */
  @Test
  void everyFlagOfTheRulesetMatters() throws IOException {
    JsonNode rules = settings(Forge.GITHUB, "ruleset-main").path("rules");
    int flags = 0;
    for (int i = 0; i < rules.size(); i++) {
      for (Map.Entry<String, JsonNode> one : rules.get(i).path("parameters").properties()) {
        if (one.getValue().isBoolean() && one.getValue().asBoolean()) {
          String pointer = "/%d/parameters/%s".formatted(i, one.getKey());
          JsonNode change =
              JSON.readTree("{\"/rules/branches/main\": {\"%s\": false}}".formatted(pointer));
          Findings findings = new RecordedForge(Forge.GITHUB).with(change).compare();
          assertEquals(1, findings.weakenings().size(), pointer);
          flags++;
        }
      }
    }
    assertEquals(5, flags);
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void ownersAreCompleteAndOnlyTheirNamesAreMissing(Forge forge) throws IOException {
    Path folder = FORGES.resolve(forge.text());
    Path file =
        Stream.of(folder.resolve(".github/CODEOWNERS"), folder.resolve("CODEOWNERS"))
            .filter(Files::exists)
            .findFirst()
            .orElseThrow();
    CodeOwners owners = CodeOwners.parse(forge, Files.readString(file));
    assertTrue(owners.withoutOwner().isEmpty());
    assertEquals(List.of("@ORGANIZATION/platform-engineers"), owners.placeholders());
  }
}
