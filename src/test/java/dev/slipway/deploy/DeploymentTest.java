package dev.slipway.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The deployment of a reviewed change. */
class DeploymentTest extends DeploymentFixture {
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
  void unreadCloudIsNotUpdated() {
    stacks.drift.put("staging", List.of("not read: cloud: no file /home/b"));
    drift.put("staging", List.of("not read: cloud: no file /home/a"));
    assertEquals(
        new Deployment.Stop(
            true,
            "staging: what changed since the review is not known, so nothing is updated: not read:"
                + " cloud: no file /home/b"),
        deploy("").orElseThrow());
    assertEquals(List.of(), stacks.updated);
  }

  @Test
  void unreadCloudIsNotHealthy() {
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
