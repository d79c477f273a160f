package dev.slipway.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.audit.ApiServer;
import dev.slipway.audit.AuditFinding;
import dev.slipway.audit.AuditReport;
import dev.slipway.audit.TimeWindow;
import dev.slipway.document.Json;
import dev.slipway.evidence.collect.AuditFile;
import dev.slipway.evidence.control.Assessment;
import dev.slipway.evidence.control.Outcome;
import dev.slipway.evidence.control.Outcome.Result;
import dev.slipway.evidence.model.AuditState;
import dev.slipway.evidence.model.EvidenceInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The result of {@code slipway audit verify} as evidence. */
class AuditEvidenceTest {
  private static final String COMPLETE = "audit-complete";
  private static final String KEPT = "audit-kept";
  private static final EvidenceInput INPUT = EvidenceFixture.planOnly();
  private static final Duration DAY = Duration.ofHours(24);

  @TempDir private Path folder;

  private static Map<ApiServer, Integer> servers() {
    Map<ApiServer, Integer> events = new TreeMap<>();
    INPUT
        .clusters()
        .forEach(
            cluster ->
                cluster
                    .controlPlane()
                    .forEach(
                        node -> events.put(new ApiServer(cluster.name().text(), node.name()), 5)));
    return events;
  }

  private static AuditReport report(
      Map<ApiServer, Integer> events, Duration length, Duration age, AuditFinding... findings) {
    TimeWindow window =
        new TimeWindow(
            INPUT.collectedAt().minus(age).minus(length), INPUT.collectedAt().minus(age));
    return new AuditReport(
        "staging", window, events, 3, List.of(findings), List.of("SIEM: unread"));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Result result(String check, AuditReport report) throws IOException {
    return outcome(check, report).result();
  }

  private Outcome outcome(String check, AuditReport report) throws IOException {
    return outcome(check, Optional.of(AuditFile.read(file("a", Json.indented(report.document())))));
  }

  private static Outcome outcome(String check, Optional<AuditState> state) {
    Assessment assessment =
        Assessment.of(
            new EvidenceInput(
                INPUT.environment(),
                INPUT.collectedAt(),
                INPUT.fleet(),
                INPUT.stackFiles(),
                INPUT.reachability(),
                INPUT.packets(),
                INPUT.repository(),
                state,
                INPUT.live()));
    return assessment.checks().stream()
        .filter(one -> one.id().equals(check))
        .map(assessment::outcome)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDayWithoutFindingsSatisfies() throws IOException {
    AuditReport report = report(servers(), DAY, Duration.ofMinutes(5));
    assertEquals(Result.SATISFIED, result(COMPLETE, report));
    assertEquals(Result.SATISFIED, result(KEPT, report));
    String explanation = outcome(COMPLETE, report).explanation();
    assertTrue(explanation.endsWith("API servers; not read: SIEM: unread"), explanation);
  }

  @Test
  void findingsBelongToOneCheck() throws IOException {
    for (String kind : List.of("missing", "gap", "silent", "lock", "setting")) {
      AuditReport report =
          report(servers(), Duration.ofMinutes(1), DAY, new AuditFinding(kind, "n", "m"));
      String violated = List.of("lock", "setting").contains(kind) ? KEPT : COMPLETE;
      String other = violated.equals(KEPT) ? COMPLETE : KEPT;
      assertEquals(List.of(kind + ": n: m"), outcome(violated, report).details());
      assertEquals(Result.NOT_SATISFIED, result(violated, report));
      assertEquals(Result.NOT_ASSESSED, result(other, report));
    }
  }

  @Test
  void whatWasNotReadIsNotAssessed() throws IOException {
    assertEquals(Result.NOT_ASSESSED, outcome(COMPLETE, Optional.empty()).result());
    for (String check : List.of(COMPLETE, KEPT)) {
      assertEquals(Result.NOT_ASSESSED, result(check, report(servers(), DAY, Duration.ofDays(8))));
      assertEquals(
          Result.NOT_ASSESSED, result(check, report(servers(), Duration.ofHours(22), DAY)));
    }
    AuditReport noObject =
        new AuditReport(
            "staging",
            new TimeWindow(INPUT.collectedAt().minus(DAY), INPUT.collectedAt()),
            servers(),
            0,
            List.of(),
            List.of());
    assertEquals(Result.NOT_ASSESSED, result(KEPT, noObject));
  }

  /** A file of another fleet, or of before a node was added. */
  @Test
  void eachPlannedServerMustHaveEvents() throws IOException {
    Map<ApiServer, Integer> some = servers();
    ApiServer absent = some.keySet().iterator().next();
    some.put(absent, 0);
    assertEquals(
        List.of("%s of %s has no event".formatted(absent.node(), absent.cluster())),
        outcome(COMPLETE, report(some, DAY, Duration.ZERO)).details());
  }

  @Test
  void wrongFilesAreRefused() throws IOException {
    String text = Json.indented(report(servers(), DAY, Duration.ZERO).document());
    Set<String> environments = Set.of("staging");
    Path one = file("one.json", text);
    assertEquals(Set.of("staging"), AuditFile.readAll(List.of(one), environments).keySet());
    assertRefused("another file is of the environment", List.of(one, file("two.json", text)));
    assertRefused(
        "environment is \"test\"; the stacks are of: staging",
        List.of(file("three.json", text.replace("\"staging\"", "\"test\""))));
    assertRefused("key events is missing", List.of(file("four.json", "{}")));
    assertRefused("is not a time", List.of(file("five.json", text.replace("T", "t t"))));
    AuditReport other = report(servers(), DAY, Duration.ZERO, new AuditFinding("new", "n", "m"));
    assertRefused("kind is \"new\"", List.of(file("seven.json", Json.indented(other.document()))));
    assertRefused("", List.of(file("six.json", "x")));
    assertRefused("cannot be read", List.of(folder));
  }

  private static void assertRefused(String message, List<Path> files) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> AuditFile.readAll(files, Set.of("staging")));
    assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
  }
}
