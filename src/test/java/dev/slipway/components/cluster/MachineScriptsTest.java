package dev.slipway.components.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts that bring a running machine to its configuration and that remove one. */
class MachineScriptsTest {
  private static final String REBOOT = "kernel\n";

  @TempDir private Path cloud;

  private ScriptRun cluster() {
    return new ScriptRun(cloud, 3);
  }

  @Test
  void unchangedMachineIsLeftAlone() throws Exception {
    ScriptRun run = cluster();
    assertSucceeds(run.configure("cp-2", "old\n"));
    assertEquals("", run.read("calls"));
  }

  @Test
  void changeWithoutRebootIsAppliedLive() throws Exception {
    ScriptRun run = cluster();
    assertSucceeds(run.configure("cp-2", "new\n"));
    assertEquals("apply no-reboot 10.0.0.12\n", run.read("calls"));
  }

  @Test
  void rebootIsBetweenDrainAndUncordon() throws Exception {
    ScriptRun run = cluster();
    assertSucceeds(run.configure("w-1", REBOOT));
    assertEquals(
        "cordon w-1\ndrain w-1\napply reboot 10.0.0.31\nuncordon w-1\n", run.read("calls"));
  }

  /** A person's cordon stays. */
  @Test
  void cordonedNodeStaysCordoned() throws Exception {
    ScriptRun run = cluster().write("cordoned-w-1", "");
    assertSucceeds(run.configure("w-1", REBOOT));
    assertEquals("drain w-1\napply reboot 10.0.0.31\n", run.read("calls"));
  }

  @Test
  void refusedConfigurationChangesNothing() throws Exception {
    ScriptRun run = cluster();
    assertStops(
        run.configure("cp-2", "refused\n"),
        "cp-2 (machine 2 of 5): Talos refuses the planned configuration",
        "unknown keys found",
        "The machine keeps its configuration. Correct the stack file.",
        "The machines after it were not touched; run pulumi up again");
    assertEquals("", run.read("calls"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "down-10.0.0.13 | '' | cp-3: its etcd does not answer at 10.0.0.13",
        "learner-10.0.0.13 | '' | cp-3: its etcd member is a learner",
        "index-10.0.0.13 | 5000 | test: a member of etcd is 4900 entries behind",
        "members | cp-1;cp-2 | cp-3: is not a member of etcd in the list of cp-1",
        "members | cp-1;cp-2;cp-3;cp-9 | test: etcd has the member 'cp-9', which is not planned",
        "members | cp-1;cp-2;cp-3;cp-3 | test: etcd has two members named cp-3",
        "api-servers | 10.0.0.11;10.0.0.12 | cp-3: its API server does not run",
        "api-down | '' | test: the API at https://198.51.100.34:6443 is not ready",
        "unauthorized | '' | the cluster refuses the credential",
        "nodes | cp-1 Ready;cp-2 Ready;cp-3 Ready;w-1 Ready | w-2: is not a Node of the cluster",
        "nodes | cp-1 Ready;cp-2 Ready;cp-3 Ready;w-1 Ready;w-2 NotReady | w-2: its Node is"
            + " NotReady",
      })
  void unhealthyClusterIsNotTouched(String file, String text, String problem) throws Exception {
    ScriptRun run = cluster().write(file, text.replace(';', '\n') + "\n");
    assertStops(
        run.configure("cp-2", "new\n"),
        "the cluster is not healthy, so nothing was changed",
        problem,
        "run pulumi up again");
    assertEquals("", run.read("calls"));
  }

  /** Nothing in the stack file is wrong then. */
  @Test
  void lostConnectionDoesNotBlameTheStackFile() throws Exception {
    ScriptRun run = cluster().write("cut-off", "");
    assertStops(
        run.configure("cp-2", "new\n"),
        "Talos did not take the planned configuration",
        "connection reset",
        "Make the Talos API at 10.0.0.12 reachable.");
    run.delete("cut-off");
    assertSucceeds(run.configure("cp-2", "new\n"));
  }

  /** Without the mark, a leaving worker would be deleted without a drain. */
  @ParameterizedTest
  @CsvSource({"nodes", "annotation-w-2"})
  void marksThatTheApiRefusesStopTheUpdate(String marked) throws Exception {
    ScriptRun run = cluster().write("annotation-w-2", "").write("unmarked", "");
    String text = marked.equals("nodes") ? "w-3 Ready\n" : "slipway.dev/leaving=true\n";
    run.write(marked, run.read(marked) + text);
    assertStops(
        run.configure("cp-2", "new\n"),
        "the Nodes that leave the plan are not marked",
        "connection refused",
        "Make the API at https://198.51.100.34:6443 reachable.",
        "run pulumi up again");
    run.delete("unmarked");
    assertSucceeds(run.configure("cp-2", "new\n"));
  }

  /** Otherwise the configuration that repairs a machine would never reach it. */
  @Test
  void machineThatIsNotHealthyTakesItsConfiguration() throws Exception {
    ScriptRun run = cluster().write("down-10.0.0.12", "");
    assertStops(
        run.configure("cp-2", "new\n"),
        "runs the planned configuration, but the cluster is not healthy",
        "cp-2: its etcd does not answer");
    assertEquals("apply no-reboot 10.0.0.12\n", run.read("calls"));
  }

  @Test
  void clusterThatIsNotHealthyAfterTheChangeStopsTheUpdate() throws Exception {
    ScriptRun run = cluster().write("breaks", "");
    assertStops(
        run.configure("cp-2", "new\n"),
        "runs the planned configuration, but the cluster is not healthy",
        "cp-2: its etcd does not answer");
    run.delete("breaks").delete("down-10.0.0.12");
    assertSucceeds(run.configure("cp-2", "new\n"));
  }

  /** A kill at any moment leaves what the next run needs; the machine reboots once. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kill-before | *etcd status*",
        "kill-before | *apply-config --dry-run*",
        "kill-after | * annotate node w-1 --overwrite slipway.dev/drained=true",
        "kill-after | * cordon w-1",
        "kill-before | * drain w-1 *",
        "kill-after | * drain w-1 *",
        "kill-after | *apply-config --mode reboot*",
        "kill-before | * uncordon w-1",
        "kill-after | * uncordon w-1",
        "kill-before | *get nodes --output*",
      })
  void killedRunIsContinued(String moment, String call) throws Exception {
    ScriptRun run = cluster().write(moment, call);
    assertNotEquals(0, run.configure("w-1", REBOOT).code());
    assertFalse(run.exists(moment), "nothing was killed");
    assertSucceeds(run.configure("w-1", REBOOT));
    assertEquals(REBOOT, run.read("running-10.0.0.31"));
    assertEquals(2, run.read("calls").split("apply reboot 10.0.0.31\n", -1).length);
    assertFalse(run.exists("cordoned-w-1"));
    assertEquals("", run.read("annotation-w-1"));
  }

  @Test
  void podsThatCannotMoveStopTheReboot() throws Exception {
    ScriptRun run = cluster().write("stuck", "");
    assertStops(
        run.configure("w-1", REBOOT),
        "its pods cannot be moved within 1 s; it was not rebooted",
        "pods/\"web-0\" -n \"shop\"");
    assertEquals("cordon w-1\ndrain w-1\nuncordon w-1\n", run.read("calls"));
  }

  /** Without its boot ID, the end of a reboot would never be seen. */
  @Test
  void machineWhoseBootIdCannotBeReadIsNotRebooted() throws Exception {
    ScriptRun run = cluster().delete("boot-10.0.0.31");
    assertStops(run.configure("w-1", REBOOT), "its boot ID cannot be read; it was not rebooted");
    assertEquals("", run.read("calls"));
  }

  @Test
  void machineThatDoesNotBootStopsTheUpdate() throws Exception {
    assertStops(
        cluster().write("never-boots", "").configure("w-1", REBOOT), "did not boot within 1 s");
  }

  @ParameterizedTest
  @CsvSource({"kernel", "cluster: {}"})
  void outageOfTheOnlyControlPlaneNeedsConsent(String config) throws Exception {
    ScriptRun run = new ScriptRun(cloud, 1);
    assertStops(
        run.configure("cp-1", config + "\n"),
        "interrupts the API of test, which has one control plane",
        "SLIPWAY_ALLOW_OUTAGE=test");
    assertEquals("", run.read("calls"));
    assertStops(
        run.with("SLIPWAY_ALLOW_OUTAGE", "other").configure("cp-1", config + "\n"), "interrupts");
    assertSucceeds(run.with("SLIPWAY_ALLOW_OUTAGE", "test").configure("cp-1", config + "\n"));
  }

  @Test
  void changeWithoutOutageNeedsNoConsent() throws Exception {
    assertSucceeds(new ScriptRun(cloud, 1).configure("cp-1", "machine:\n    time: {}\n"));
  }

  @Test
  void lostEtcdIsReported() throws Exception {
    ScriptRun run = cluster();
    for (String address : List.of("10.0.0.11", "10.0.0.12", "10.0.0.13")) {
      run.write("down-" + address, "").write("etcd-" + address, "Preparing\n");
    }
    assertStops(run.configure("cp-2", "new\n"), "etcd of test is lost", "snapshot");
  }

  @Test
  void bootstrapIsOnTheFirstControlPlane() throws Exception {
    ScriptRun run = cluster();
    for (String address : List.of("10.0.0.11", "10.0.0.12", "10.0.0.13")) {
      run.write("etcd-" + address, "Preparing\n");
    }
    assertSucceeds(run.bootstrap());
    assertEquals("bootstrap 10.0.0.11\n", run.read("calls"));
  }

  /** The first control plane has a new disk; etcd exists on another one. */
  @Test
  void existingEtcdIsNeverBootstrappedAgain() throws Exception {
    ScriptRun run =
        cluster().write("etcd-10.0.0.11", "Preparing\n").write("etcd-10.0.0.13", "Preparing\n");
    ScriptRun.Result result = run.bootstrap();
    assertSucceeds(result);
    assertTrue(result.messages().contains("etcd exists already on cp-2"), result.messages());
    assertEquals("", run.read("calls"));
  }

  @Test
  void silentControlPlanePreventsBootstrap() throws Exception {
    ScriptRun run = cluster().write("etcd-10.0.0.11", "Preparing\n").write("etcd-10.0.0.13", "");
    run.write("etcd-10.0.0.12", "Preparing\n");
    assertStops(
        run.bootstrap(), "cp-3: the Talos API does not answer", "etcd was not bootstrapped");
    assertEquals("", run.read("calls"));
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
