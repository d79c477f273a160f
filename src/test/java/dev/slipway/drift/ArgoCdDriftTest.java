package dev.slipway.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications as Kubernetes returns them. */
class ArgoCdDriftTest {
  private static final ClusterPlan PLAN = FleetFixture.cluster("staging");
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final String EARLIER = "2026-11-27T11:00:00Z";
  private static final String SYNCED =
      """
      "sync": {"status": "Synced"}, "health": {"status": "Healthy"}\
      """;

  private static List<Finding> findings(String created, String status) throws IOException {
    return ArgoCdDrift.findings(
        PLAN,
        """
        {"items": [{"metadata": {"name": "shop", "creationTimestamp": "%s"}, "status": {%s}}]}
        """
            .formatted(created, status),
        NOW);
  }

  private static List<Finding> statuses(String sync, String health, String operation)
      throws IOException {
    return findings(
        EARLIER,
        "\"sync\": {\"status\": \"%s\"}, \"health\": {\"status\": \"%s\"}%s"
            .formatted(sync, health, operation));
  }

  @Test
  void syncedAndHealthyApplicationHasNoFinding() throws IOException {
    assertEquals(List.of(), findings(EARLIER, SYNCED));
    assertEquals(List.of(), ArgoCdDrift.findings(PLAN, "{\"items\": []}", NOW));
  }

  @Test
  void applicationThatIsNotSyncedIsAFindingWithItsMessages() throws IOException {
    List<Finding> findings =
        statuses(
            "OutOfSync",
            "Healthy",
            """
            , "operationState": {"phase": "Failed", "message": "one or more objects failed to apply",
                "startedAt": "2026-11-27T11:58:00Z", "finishedAt": "2026-11-27T11:59:00Z"},
              "conditions": [{"type": "SyncError", "message": "Failed sync attempt\\u001b[2J"},
                {"type": "SharedResourceWarning", "message": "no error"}],
              "resources": [
                {"kind": "Deployment", "namespace": "shop", "name": "web", "status": "OutOfSync"},
                {"kind": "Namespace", "name": "shop", "status": "Synced"}]\
            """);
    assertEquals(
        List.of(
            new Finding(
                DriftKind.UNSYNCED_APPLICATION,
                "Application shop",
                "",
                "Synced",
                "OutOfSync\nFailed sync attempt [2J\none or more objects failed to apply\n"
                    + "Deployment shop web",
                "kubectl --namespace argocd describe application shop")),
        findings);
  }

  @Test
  void applicationThatIsNotHealthyIsAFindingWithItsResources() throws IOException {
    StringBuilder resources = new StringBuilder();
    for (int i = 1; i <= 7; i++) {
      resources.append(
          "{\"kind\": \"Job\", \"name\": \"j%d\", \"health\": {\"status\": \"Degraded\", \"message\": \"backoff\"}},"
              .formatted(i));
    }
    List<Finding> findings =
        statuses("Synced", "Degraded", ", \"resources\": [%s {}]".formatted(resources));
    assertEquals(
        List.of(DriftKind.UNHEALTHY_APPLICATION), findings.stream().map(Finding::kind).toList());
    assertEquals(
        "Degraded\nJob j1: backoff\nJob j2: backoff\nJob j3: backoff\nJob j4: backoff\n"
            + "Job j5: backoff\n2 more",
        findings.get(0).actual());
  }

  @ParameterizedTest
  @CsvSource({
    "Synced, Progressing, 0",
    "Synced, Suspended, 0",
    "Synced, Missing, 1",
    "Synced, Unknown, 1",
    "Unknown, Healthy, 1",
    "OutOfSync, Degraded, 2",
  })
  void eachStatusIsComparedAlone(String sync, String health, int findings) throws IOException {
    assertEquals(findings, statuses(sync, health, "").size());
  }

  /** Without this an update would be followed by findings until Argo CD has done its work. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-27T11:51:00Z | '' | 0",
        "2026-11-27T11:49:00Z | '' | 2",
        "2026-11-27T11:00:00Z | \"phase\": \"Running\", \"startedAt\": \"2026-11-27T11:51:00Z\" |"
            + " 0",
        "2026-11-27T11:00:00Z | \"phase\": \"Running\", \"startedAt\": \"2026-11-27T11:49:00Z\" |"
            + " 2",
        "2026-11-27T11:00:00Z | \"phase\": \"Succeeded\", \"finishedAt\": \"2026-11-27T11:51:00Z\""
            + " | 0",
        "2026-11-27T11:00:00Z | \"phase\": \"Succeeded\", \"finishedAt\": \"2026-11-27T11:49:00Z\""
            + " | 2",
        "2026-11-27T11:00:00Z | \"phase\": \"Error\", \"finishedAt\": \"2026-11-27T11:59:00Z\" | 2",
        "in no form of a time | '' | 2",
      })
  void newAndJustSyncedApplicationsAreNotCompared(String created, String operation, int findings)
      throws IOException {
    String status =
        """
        "sync": {"status": "OutOfSync"}, "health": {"status": "Missing"}, "operationState": {%s}\
        """;
    assertEquals(findings, findings(created, status.formatted(operation)).size());
  }

  @Test
  void applicationWithoutAStatusIsAFinding() throws IOException {
    assertEquals(
        List.of("Unknown", "Unknown"),
        findings(EARLIER, "").stream().map(Finding::actual).toList());
  }

  @Test
  void passwordOfAnUrlIsLeftOut() throws IOException {
    String condition =
        """
        , "conditions": [{"type": "ComparisonError", "message": "https://robot:secret@git.example.net/x: not found"}]\
        """;
    assertEquals(
        "Unknown\nhttps://git.example.net/x: not found",
        statuses("Unknown", "Healthy", condition).get(0).actual());
  }

  @Test
  void unusualNameIsInNoCommand() throws IOException {
    List<Finding> findings =
        ArgoCdDrift.findings(PLAN, "{\"items\": [{\"metadata\": {\"name\": \"a; rm b\"}}]}", NOW);
    assertEquals(2, findings.size());
    findings.forEach(one -> assertFalse(one.fix().contains("rm"), one.fix()));
  }

  @Test
  void responseOfAnotherFormIsAnError() {
    assertThrows(IOException.class, () -> ArgoCdDrift.findings(PLAN, "{\"kind\": \"x\"}", NOW));
    assertThrows(JsonProcessingException.class, () -> ArgoCdDrift.findings(PLAN, "not JSON", NOW));
  }
}
