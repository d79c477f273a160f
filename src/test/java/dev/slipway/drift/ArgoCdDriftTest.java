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
  private static final String COMPARED = "\"reconciledAt\": \"2026-11-27T11:57:00Z\", ";
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
            .formatted(created, status.isEmpty() ? "" : COMPARED + status),
        List.of(),
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
    assertEquals(List.of(), ArgoCdDrift.findings(PLAN, "{\"items\": []}", List.of(), NOW));
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
        List.of("Unknown\nnever compared with Git", "Unknown"),
        findings(EARLIER, "").stream().map(Finding::actual).toList());
  }

  /** Only a cluster that is registered has one; Pulumi's state has its name. */
  @Test
  void applicationThatSlipwayCreatedIsMissing() throws IOException {
    String other =
        "{\"items\": [{\"metadata\": {\"name\": \"x\", \"creationTimestamp\": \"%s\"}}]}";
    for (String answer : List.of("{\"items\": []}", other.formatted("2026-11-27T11:55:00Z"))) {
      assertEquals(
          List.of(
              new Finding(
                  DriftKind.MISSING_APPLICATION,
                  "Application staging-osl2-baseline",
                  "",
                  "exists",
                  "does not exist",
                  "pulumi up --refresh --stack staging")),
          ArgoCdDrift.findings(PLAN, answer, List.of("staging-osl2-baseline"), NOW));
    }
    String same = other.replace("\"x\"", "\"staging-osl2-baseline\"");
    assertEquals(
        List.of(),
        ArgoCdDrift.findings(
            PLAN, same.formatted("2026-11-27T11:55:00Z"), List.of("staging-osl2-baseline"), NOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"conditions\": [{\"type\": \"ComparisonError\", \"message\": \"no repository\"}] | no"
            + " repository",
        "\"conditions\": [{\"type\": \"ComparisonError\"}] | ComparisonError",
        "\"operationState\": {\"phase\": \"Failed\", \"message\": \"denied\", \"finishedAt\":"
            + " \"2026-11-27T11:59:00Z\"} | denied",
        "\"operationState\": {\"phase\": \"Error\"} | the last sync has failed",
      })
  void errorOfASyncedApplicationIsAFinding(String status, String message) throws IOException {
    List<Finding> findings = findings(EARLIER, SYNCED + ", " + status);
    assertEquals(List.of("Synced\n" + message), findings.stream().map(Finding::actual).toList());
    assertEquals(List.of(), findings("2026-11-27T11:55:00Z", SYNCED + ", " + status));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-27T11:01:00Z, 0",
    "2026-11-27T10:59:00Z, 1",
    "2026-11-27T12:00:30Z, 0",
    "2026-11-27T12:02:00Z, 1",
    "2027-01-01T00:00:00Z, 1",
  })
  void applicationThatIsNoLongerComparedIsAFinding(String time, int count) throws IOException {
    String status = ", \"reconciledAt\": \"%s\"".formatted(time); // the last one counts
    List<Finding> findings = findings(EARLIER, SYNCED + status);
    assertEquals(count, findings.size());
    findings.forEach(one -> assertEquals("Synced\nlast compared with Git: " + time, one.actual()));
  }

  @ParameterizedTest
  @CsvSource({
    "Degraded, 2026-11-27T11:49:00Z, 1",
    "Degraded, 2026-11-27T11:51:00Z, 0",
    "Degraded, 2026-11-27T13:00:00Z, 1",
    "Progressing, 2026-11-27T11:49:00Z, 0",
    "Progressing, 2026-11-27T11:01:00Z, 0",
    "Progressing, 2026-11-27T10:59:00Z, 1",
    "Suspended, 2026-11-27T01:00:00Z, 0",
  })
  void healthOfAnApplicationThatWasJustSyncedHasALimit(String health, String since, int count)
      throws IOException {
    String status =
        """
        "sync": {"status": "OutOfSync"}, "health": {"status": "%s", "lastTransitionTime": "%s"},
        "operationState": {"phase": "Succeeded", "finishedAt": "2026-11-27T11:59:00Z"}\
        """;
    List<Finding> findings = findings(EARLIER, status.formatted(health, since));
    assertEquals(count, findings.size());
    findings.forEach(one -> assertEquals(DriftKind.UNHEALTHY_APPLICATION, one.kind()));
  }

  /** A clock that is wrong must not hide an Application for ever. */
  @Test
  void syncInTheFutureHidesNothing() throws IOException {
    String operation =
        ", \"operationState\": {\"phase\": \"Succeeded\", \"finishedAt\":"
            + " \"2027-01-01T00:00:00Z\"}";
    assertEquals(2, statuses("OutOfSync", "Degraded", operation).size());
    assertEquals(
        2,
        findings(
                "2027-01-01T00:00:00Z",
                "\"sync\": {\"status\": \"OutOfSync\"}, \"health\": {\"status\": \"Missing\"}")
            .size());
  }

  @Test
  void unusualNameIsInNoCommand() throws IOException {
    List<Finding> findings =
        ArgoCdDrift.findings(
            PLAN, "{\"items\": [{\"metadata\": {\"name\": \"a; rm b\"}}]}", List.of(), NOW);
    assertEquals(2, findings.size());
    findings.forEach(one -> assertFalse(one.fix().contains("rm"), one.fix()));
  }

  @Test
  void responseOfAnotherFormIsAnError() {
    assertThrows(
        IOException.class, () -> ArgoCdDrift.findings(PLAN, "{\"kind\": \"x\"}", List.of(), NOW));
    assertThrows(
        JsonProcessingException.class,
        () -> ArgoCdDrift.findings(PLAN, "not JSON", List.of(), NOW));
  }
}
