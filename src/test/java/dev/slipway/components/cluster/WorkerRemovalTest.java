package dev.slipway.components.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of a worker that leaves the plan, and of a destroy. */
class WorkerRemovalTest {
  private static final String LEAVING = "slipway.dev/leaving=true\n";
  private static final String PLANNED =
      "cp-1 Ready\ncp-2 Ready\ncp-3 Ready\nw-1 Ready\nw-2 Ready\n";

  @TempDir private Path cloud;

  private ScriptRun cluster() {
    return new ScriptRun(cloud, 3);
  }

  @Test
  void leavingWorkerIsDrainedAndItsNodeDeleted() throws Exception {
    ScriptRun run = cluster().write("nodes", PLANNED + "w-3 Ready\n");
    assertSucceeds(run.configure("cp-1", "old\n"));
    assertSucceeds(run.remove("w-3"));
    assertEquals("cordon w-3\ndrain w-3\ndelete node w-3\n", run.read("calls"));
  }

  /** A lower count removes it: its server does not run any more. */
  @Test
  void deadWorkerThatLeavesThePlanStopsNoUpdate() throws Exception {
    ScriptRun run = cluster().write("nodes", PLANNED + "w-3 NotReady\n");
    assertSucceeds(run.configure("cp-1", "new\n"));
    ScriptRun.Result removal = run.remove("w-3");
    assertSucceeds(removal);
    assertTrue(removal.messages().contains("its Node is not Ready"), removal.messages());
    assertEquals("apply no-reboot 10.0.0.11\ndelete node w-3\n", run.read("calls"));
  }

  @Test
  void driftReportsDeadNodeThatIsNotPlanned() throws Exception {
    ScriptRun.Result drift = cluster().write("nodes", PLANNED + "w-3 NotReady\n").drift();
    assertEquals(
        "test: the Node w-3 is not planned and NotReady; if its server is gone: kubectl delete node"
            + " w-3\n",
        drift.messages());
  }

  @Test
  void leavingWorkerWhosePodsCannotMoveKeepsItsServer() throws Exception {
    ScriptRun run = cluster().write("annotation-w-2", LEAVING).write("stuck", "");
    assertStops(run.remove("w-2"), "its server was not deleted", "web-0");
    assertEquals("cordon w-2\ndrain w-2\nuncordon w-2\n", run.read("calls"));
  }

  /**
   * Nothing in the plan of the worker itself differs after the undo, so only Commands of the others
   * run. A destroy would drain it, and stop at a PodDisruptionBudget.
   */
  @Test
  void undoneRemovalLeavesNoMark() throws Exception {
    ScriptRun run = cluster().write("annotation-w-2", LEAVING).write("stuck", "");
    assertNotEquals(0, run.remove("w-2").code());
    run.write("calls", "");
    assertSucceeds(run.configure("cp-1", "old\n"));
    assertSucceeds(run.remove("w-2"));
    assertEquals("", run.read("calls"));
  }

  /** Otherwise the worker would get no pods any more. */
  @Test
  void killedRemovalThatIsUndoneLetsPodsReturn() throws Exception {
    ScriptRun run = cluster().write("annotation-w-2", LEAVING).write("kill-after", "* drain w-2 *");
    assertNotEquals(0, run.remove("w-2").code());
    assertTrue(run.exists("cordoned-w-2"));
    assertSucceeds(run.configure("cp-1", "old\n"));
    assertFalse(run.exists("cordoned-w-2"));
    assertEquals("", run.read("annotation-w-2"));
  }

  @Test
  void destroyOfTheStackDrainsNothing() throws Exception {
    ScriptRun run = cluster();
    assertSucceeds(run.remove("w-2"));
    assertEquals("", run.read("calls"));
  }

  /** Whether the worker leaves the plan is not known then. */
  @ParameterizedTest
  @ValueSource(strings = {"unauthorized", "fields-down"})
  void serverStaysWhileTheApiDoesNotAnswer(String file) throws Exception {
    ScriptRun run = cluster().write("annotation-w-2", LEAVING).write(file, "");
    assertStops(
        run.remove("w-2"),
        "the API at https://198.51.100.34:6443 does not answer",
        "its server was not deleted",
        "PULUMI_K8S_DELETE_UNREACHABLE=true pulumi destroy --stack test");
    run.delete(file);
    assertSucceeds(run.remove("w-2"));
    assertEquals("cordon w-2\ndrain w-2\ndelete node w-2\n", run.read("calls"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unauthorized", "fields-down"})
  void destroyOfClusterThatIsGoneNeedsTheVariable(String file) throws Exception {
    ScriptRun run = cluster().write("annotation-w-2", LEAVING).write(file, "");
    assertSucceeds(run.with("PULUMI_K8S_DELETE_UNREACHABLE", "true").remove("w-2"));
    assertEquals("", run.read("calls"));
  }

  /** With the variable, an API that answers is used. */
  @Test
  void variableDoesNotPreventTheDrain() throws Exception {
    ScriptRun run = cluster().write("annotation-w-2", LEAVING);
    assertSucceeds(run.with("PULUMI_K8S_DELETE_UNREACHABLE", "true").remove("w-2"));
    assertEquals("cordon w-2\ndrain w-2\ndelete node w-2\n", run.read("calls"));
  }

  private static void assertSucceeds(ScriptRun.Result result) {
    assertEquals(0, result.code(), result.messages());
  }

  private static void assertStops(ScriptRun.Result result, String... messages) {
    assertEquals(1, result.code(), result.messages());
    for (String message : messages) {
      assertTrue(result.messages().contains(message), () -> message + " in " + result.messages());
    }
  }
}
