package dev.slipway.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.slipway.document.Json;
import dev.slipway.evidence.EvidenceFixture;
import dev.slipway.evidence.EvidenceFolder;
import dev.slipway.evidence.collect.RepositoryFile;
import dev.slipway.evidence.control.Assessment;
import dev.slipway.evidence.control.Outcome;
import dev.slipway.evidence.control.Outcome.Result;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.RepositoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The result of the check as evidence. */
class RepositoryEvidenceTest {
  private static final String CHANGES = "repository-changes";
  private static final RepositoryName NAME =
      RepositoryName.parse(Forge.GITHUB, "example-org/infrastructure");
  private static final String DUTIES = "repository-duties";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final EvidenceInput INPUT = EvidenceFixture.planOnly();

  @TempDir private Path folder;

  private RepositoryState state(String change, Duration age) throws IOException {
    JsonNode changes = YAML.readTree(change);
    return state(new RecordedForge(Forge.GITHUB).with(changes).compare(), age);
  }

  private RepositoryState state(Findings findings, Duration age) throws IOException {
    RepositoryReport report =
        new RepositoryReport(
            Forge.GITHUB,
            Forge.GITHUB.url(),
            NAME,
            RecordedForge.SETTINGS,
            INPUT.collectedAt().minus(age),
            findings);
    return read(Json.indented(report.document()));
  }

  private RepositoryState read(String text) throws IOException {
    return RepositoryFile.read(Files.writeString(folder.resolve("repository.json"), text));
  }

  private static EvidenceInput with(Optional<RepositoryState> state) {
    return new EvidenceInput(
        INPUT.environment(),
        INPUT.collectedAt(),
        INPUT.fleet(),
        INPUT.stackFiles(),
        INPUT.reachability(),
        INPUT.packets(),
        state,
        INPUT.audit(),
        INPUT.live());
  }

  private static Outcome outcome(Optional<RepositoryState> state, String id) {
    Assessment assessment = Assessment.of(with(state));
    return assessment.checks().stream()
        .filter(check -> check.id().equals(id))
        .map(assessment::outcome)
        .findFirst()
        .orElseThrow();
  }

  private static List<Result> results(RepositoryState state) {
    return List.of(
        outcome(Optional.of(state), CHANGES).result(),
        outcome(Optional.of(state), DUTIES).result());
  }

  @Test
  void rightSettingsSatisfyBothChecks() throws IOException {
    RepositoryState state = state("{}", Duration.ZERO);
    assertEquals(List.of(Result.SATISFIED, Result.SATISFIED), results(state));
    EvidenceFolder evidence = EvidenceFolder.of(with(Optional.of(state)));
    assertEquals(state.text(), evidence.files().get("data/repository.json"));
  }

  @Test
  void weakeningIsInTheControlsThatItConcerns() throws IOException {
    String history = "{/rules/branches/main: {/2: null}}";
    assertEquals(
        List.of(Result.NOT_SATISFIED, Result.SATISFIED), results(state(history, Duration.ZERO)));
    String approvals = "{/rules/branches/main: {/0/parameters/required_approving_review_count: 0}}";
    RepositoryState state = state(approvals, Duration.ofDays(30));
    assertEquals(List.of(Result.NOT_SATISFIED, Result.NOT_SATISFIED), results(state));
    assertEquals(
        List.of("6.2 Change management", "A.5.3 Segregation of duties", "A.8.32 Change management"),
        EvidenceFolder.of(with(Optional.of(state))).violatedControls());
    assertEquals(
        "main: approvals: 0 approvals, required: at least 1 approval of a person who is not the"
            + " author",
        outcome(Optional.of(state), DUTIES).explanation());
  }

  @Test
  void whatIsAbsentUnreadOrOldIsNotAssessed() throws IOException {
    assertEquals(
        "this run has no result of slipway repository check",
        outcome(Optional.empty(), CHANGES).explanation());
    RepositoryState unread = state("{/rulesets/7: {/bypass_actors: null}}", Duration.ZERO);
    assertEquals(List.of(Result.NOT_ASSESSED, Result.NOT_ASSESSED), results(unread));
    RepositoryState failed = state(Findings.unread(NAME, "status 401"), Duration.ZERO);
    assertEquals(List.of(Result.NOT_ASSESSED, Result.NOT_ASSESSED), results(failed));
    assertTrue(outcome(Optional.of(failed), DUTIES).toString().contains("status 401"));
    RepositoryState old = state("{}", Duration.ofDays(8));
    assertEquals(List.of(Result.NOT_ASSESSED, Result.NOT_ASSESSED), results(old));
    assertTrue(outcome(Optional.of(old), CHANGES).explanation().contains("more than 7 days"));
    RepositoryState future = state("{}", Duration.ofDays(-8));
    assertEquals(List.of(Result.NOT_ASSESSED, Result.NOT_ASSESSED), results(future));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | expected an object",
        "{} | key repository is missing",
        "{\"invented\": 1} | line 1: Unrecognized field \"invented\"",
        "{\"repository\": \"a/b\", \"forge\": \"github\", \"readAt\": \"yesterday\"} | readAt is"
            + " not a time",
        "{\"repository\": \"a/b\", \"forge\": \"github\", \"readAt\": \"2026-11-27T10:00:00Z\","
            + " \"weakenings\": [], \"notAssessed\": [], \"satisfied\": []} | has no setting at"
            + " all",
      })
  void invalidFilesAreRefused(String text, String message) {
    String found =
        String.valueOf(assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage());
    assertTrue(found.contains(message), found);
  }
}
