package dev.slipway.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A deployment that was killed, failed or left a stack unhealthy, and the next one. */
class StoppedDeploymentTest extends DeploymentFixture {
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

  /** A lock of the state, for example, stops an update before its first step. */
  @Test
  void driftIsComparedAfterAFailedUpdateThatDidNothing() {
    stacks.failures.put("staging", "the state is locked");
    assertTrue(deploy("").isPresent());
    stacks.failures.clear();
    stacks.drift.put("staging", List.of("another drift"));
    assertTrue(deploy("").orElseThrow().isRefusal());
    assertEquals(List.of("staging"), stacks.updated);
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
}
