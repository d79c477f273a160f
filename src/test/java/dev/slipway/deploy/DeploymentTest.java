package dev.slipway.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deployment of a reviewed change. */
class DeploymentTest {
  private static final Instant NOW = Instant.parse("2026-11-27T20:00:00Z");
  private static final List<String> STEPS = List.of("+ t a", "! t b", "    k: 1 → 2");

  @TempDir private Path folder;
  private final Stacks stacks = new Stacks();
  private final List<String> progress = new ArrayList<>();
  private final Map<String, List<String>> drift =
      new HashMap<>(Map.of("staging", List.of("a drift")));
  private final List<String> unpreviewed = new ArrayList<>();
  private Path file;

  /** Stacks in memory: an update does all that its preview shows. */
  private static final class Stacks implements StackUpdates {
    final Map<String, List<String>> pending = new HashMap<>();
    final Map<String, String> failures = new HashMap<>();
    final Map<String, List<String>> problems = new HashMap<>();
    final Map<String, List<String>> drift = new HashMap<>(Map.of("staging", List.of("a drift")));
    final List<String> updated = new ArrayList<>();
    final Map<String, String> obstacles = new HashMap<>();

    @Override
    public Optional<String> obstacle(String stack) {
      return Optional.ofNullable(obstacles.get(stack));
    }

    @Override
    public List<String> preview(String stack) {
      return pending.getOrDefault(stack, List.of());
    }

    @Override
    public List<String> drift(String stack) {
      return drift.getOrDefault(stack, List.of());
    }

    @Override
    public String update(String stack) {
      updated.add(stack);
      String failure = failures.getOrDefault(stack, "");
      if (failure.equals("kill")) {
        pending.put(stack, STEPS.subList(1, 3));
        throw new Killed();
      } else if (failure.isEmpty()) {
        pending.remove(stack);
      }
      return failure;
    }

    @Override
    public List<String> health(String stack) {
      return problems.getOrDefault(stack, List.of());
    }
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  void reviewTwoEnvironments() {
    file = folder.resolve("deployments.jsonl");
    for (String stack : List.of("production", "staging-osl2", "staging", "staging-sto2")) {
      stacks.pending.put(stack, STEPS);
    }
  }

  private Approval approval() {
    Map<String, List<String>> steps = new LinkedHashMap<>();
    for (String stack : List.of("production", "staging-osl2", "staging", "staging-sto2")) {
      steps.put(stack, STEPS);
    }
    List<String> names = new ArrayList<>(steps.keySet());
    steps.keySet().removeAll(unpreviewed);
    return new Approval("ba5e", "c0ffee", "7ree", NOW, "changes", names, steps, drift, List.of());
  }

  private Optional<Deployment.Stop> deploy(String environment) {
    Approval approval = approval();
    List<ClusterPlan> affected = approval.stacks().stream().map(FleetFixture::cluster).toList();
    return new Deployment(
            approval,
            stacks,
            new DeploymentRecord(file),
            "anna",
            Clock.fixed(NOW, ZoneOffset.UTC),
            progress::add)
        .run(affected, plan -> plan.environment().text().startsWith(environment));
  }

  private List<String> recorded() {
    return new DeploymentRecord(file)
        .entries().stream()
            .map(
                entry ->
                    "%s %s%s"
                        .formatted(
                            entry.stack(),
                            entry.event(),
                            entry.detail().isEmpty() ? "" : ": " + entry.detail()))
            .toList();
  }

  @Test
  void updatesStagingFirstAndOpsBeforeItsClusters() {
    assertEquals(Optional.empty(), deploy(""));
    assertEquals(List.of("staging", "staging-osl2", "staging-sto2", "production"), stacks.updated);
    assertEquals(
        List.of("staging STARTED", "staging SUCCEEDED", "staging-osl2 STARTED"),
        recorded().subList(0, 3));
    assertEquals(8, recorded().size());
    assertEquals("staging: update", progress.get(0));
  }

  @Test
  void nothingIsUpdatedWhileAStackCannotBe() {
    stacks.obstacles.put("staging-sto2", "there is no state");
    stacks.obstacles.put("production", "it has no key");
    assertEquals(
        Optional.of(
            new Deployment.Stop(
                true, "staging-sto2: there is no state\nproduction: it has no key")),
        deploy(""));
    assertEquals(List.of(), stacks.updated);
    stacks.obstacles.remove("staging-sto2");
    assertEquals(Optional.empty(), deploy("staging"), "production is not updated now");
  }

  @Test
  void stackWithoutAPreviewIsNotUpdated() {
    unpreviewed.add("staging-sto2");
    assertEquals(
        Optional.of(
            new Deployment.Stop(
                true,
                "staging-sto2: the review has no preview of it by Pulumi; preview and review"
                    + " again")),
        deploy(""));
    assertEquals(List.of(), stacks.updated);
  }

  @Test
  void secondDeploymentDoesNothing() {
    deploy("");
    List<String> before = recorded();
    assertEquals(Optional.empty(), deploy(""));
    assertEquals(before, recorded());
    assertEquals(4, stacks.updated.size());
  }

  @Test
  void stopsIfAnUpdateWouldDoSomethingElse() {
    stacks.pending.put("staging-osl2", List.of("+ t a", "- t c"));
    Deployment.Stop stop = deploy("").orElseThrow();
    assertTrue(stop.isRefusal());
    assertEquals(
        """
        staging-osl2: an update would not do what was reviewed, because the state or a setting changed since; preview and review again. Reviewed (-) and found (+):
        -! t b
        -    k: 1 → 2
        +- t c\
        """,
        stop.reason());
    assertEquals(List.of("staging"), stacks.updated);
  }

  @Test
  void stopsIfTheCloudChanged() {
    stacks.drift.put("staging", List.of("a drift", "a foreign rule"));
    Deployment.Stop stop = deploy("").orElseThrow();
    assertTrue(stop.isRefusal());
    assertTrue(
        stop.reason().endsWith("Drift at the review (-) and now (+):\n+a foreign rule"),
        stop.reason());
    assertEquals(List.of(), stacks.updated);
  }

  @Test
  void partOfWhatWasReviewedIsSomethingElseToo() {
    stacks.pending.put("staging", STEPS.subList(0, 1));
    assertTrue(deploy("").orElseThrow().isRefusal());
    assertEquals(List.of(), stacks.updated);
  }

  @Test
  void goesOnAfterAKill() {
    stacks.failures.put("staging", "kill");
    assertThrows(Killed.class, () -> deploy(""));
    assertEquals(List.of("staging STARTED"), recorded());
    stacks.failures.clear();
    assertEquals(Optional.empty(), deploy(""));
    assertEquals(
        List.of(
            "staging STARTED",
            "staging INTERRUPTED: its end was not recorded",
            "staging STARTED",
            "staging SUCCEEDED"),
        recorded().subList(0, 4));
  }

  /** The rest of a reviewed step is the step itself, not lines of other steps. */
  @Test
  void rightStepsOfAnotherResourceAreNotTheRest() {
    stacks.failures.put("staging", "kill");
    assertThrows(Killed.class, () -> deploy(""));
    stacks.failures.clear();
    stacks.pending.put("staging", List.of("! t c", "    k: 1 → 2"));
    assertTrue(deploy("").orElseThrow().isRefusal());
    stacks.pending.put("staging", List.of("+ t a", "    k: 1 → 2"));
    assertTrue(deploy("").orElseThrow().isRefusal());
    assertEquals(List.of("staging"), stacks.updated);
  }

  @Test
  void stackThatWasNotHealthyIsComparedAsAnyOther() {
    stacks.problems.put("staging", List.of("a rule is missing"));
    assertTrue(deploy("").isPresent());
    stacks.pending.put("staging", STEPS.subList(0, 1));
    assertTrue(deploy("").orElseThrow().isRefusal());
  }

  @Test
  void failedUpdateStopsAndIsRecorded() {
    stacks.failures.put("staging-osl2", "no quota");
    Deployment.Stop stop = deploy("").orElseThrow();
    assertEquals(new Deployment.Stop(false, "staging-osl2: the update failed: no quota"), stop);
    assertEquals("staging-osl2 FAILED: no quota", recorded().get(3));
    assertEquals(List.of("staging", "staging-osl2"), stacks.updated);
    stacks.failures.clear();
    assertEquals(Optional.empty(), deploy(""));
  }

  @Test
  void unhealthyStackStops() {
    stacks.problems.put("staging", List.of("a rule is missing"));
    assertEquals(
        new Deployment.Stop(false, "staging: the stack is not as planned: a rule is missing"),
        deploy("").orElseThrow());
    assertEquals("staging UNHEALTHY: a rule is missing", recorded().get(1));
    assertEquals(
        "staging: the stack is not as planned: a rule is missing",
        deploy("").orElseThrow().reason(),
        "the next one goes no further while it is unhealthy");
    stacks.problems.clear();
    assertEquals(Optional.empty(), deploy(""));
    assertEquals("staging SUCCEEDED: nothing was left to do", recorded().get(3));
  }

  @Test
  void reasonOfAMissingAssessmentCanDiffer() {
    stacks.drift.put("staging", List.of("not assessed: pools: no API of b"));
    drift.put("staging", List.of("not assessed: pools: no API of a"));
    stacks.problems.put("staging", List.of("not assessed: pools: no API of b"));
    assertEquals(Optional.empty(), deploy(""));
    stacks.pending.put("staging", STEPS);
    drift.put("staging", List.of());
    assertTrue(deploy("").orElseThrow().isRefusal());
  }

  /** Nothing is known of a cloud that the review could not read either. */
  @Test
  void unreadCloudIsNotHealthy() {
    stacks.drift.put("staging", List.of("not read: cloud: no file /home/b"));
    drift.put("staging", List.of("not read: cloud: no file /home/a"));
    stacks.problems.put("staging", List.of("not read: cloud: no file /home/b"));
    assertEquals(
        new Deployment.Stop(false, "staging: the stack is not as planned: not read: cloud"),
        deploy("").orElseThrow());
  }

  @Test
  void driftOfTheReviewRemains() {
    stacks.problems.put("staging", List.of("a drift"));
    assertEquals(Optional.empty(), deploy(""));
    stacks.problems.put("staging-osl2", List.of("a drift"));
    assertEquals(Optional.empty(), deploy(""), "it has succeeded before");
  }

  @Test
  void productionFollowsStaging() {
    Deployment.Stop stop = deploy("production").orElseThrow();
    assertTrue(stop.isRefusal());
    assertTrue(stop.reason().startsWith("production: production follows staging"), stop.reason());
    assertEquals(List.of(), stacks.updated);
    assertEquals(Optional.empty(), deploy("staging"));
    assertEquals(Optional.empty(), deploy("production"));
  }

  @Test
  void changedRecordIsRefused() throws IOException {
    deploy("");
    String text = Files.readString(file);
    for (String changed :
        List.of(
            text.replaceFirst("anna", "berit"),
            text.substring(text.indexOf('\n') + 1),
            text.replaceFirst("\"by\"", " \"by\""),
            text + "{}\n")) {
      Files.writeString(file, changed);
      String message =
          String.valueOf(
              assertThrows(IllegalArgumentException.class, () -> new DeploymentRecord(file))
                  .getMessage());
      assertTrue(message.startsWith(file + ":"), message);
    }
  }
}
