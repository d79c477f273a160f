package dev.slipway.lab.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.Lab;
import dev.slipway.lab.Nodes;
import dev.slipway.lab.Project;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Failures in updates of a running cluster. Each update continues with the machine at which the
 * update before it stopped, and then has the next failure.
 */
@Tag("injected-failures")
@TestMethodOrder(OrderAnnotation.class)
class InjectedFailuresIT {
  private static final String CP = ChangeLab.OPS + "-control-plane-";
  private static final String WORKER = ChangeLab.OPS + "-general-";

  /** An NTP server of an edit that is undone. */
  private static final String FAILED = "failed.example.net";

  private static ChangeLab lab;
  private static StoppedUpdates updates;

  @BeforeAll
  static void bringUp() {
    lab = new ChangeLab();
    updates = new StoppedUpdates(lab);
  }

  @AfterAll
  static void report() {
    updates.report();
  }

  @Test
  @Order(1)
  void killBeforeTheFirstChange() {
    lab.with(
        "  externalNetwork: public", "  externalNetwork: public\n  ntpServers: [ntp.example.net]");
    updates.killed(new InjectedFault(CP + 1, "talosctl *etcd status*", "end_update"));
  }

  /** Pulumi only: its Command runs on for a moment, and the next update meets it. */
  @Test
  @Order(2)
  void killAfterTheConfigurationWasSent() {
    updates.killed(
        new InjectedFault(CP + 2, "talosctl *apply-config --mode*", "call \"$@\"; end_pulumi"));
  }

  /** The configuration has a document that this version of Talos does not have. */
  @Test
  @Order(3)
  void refusedConfiguration() {
    String document = "\\n---\\napiVersion: v1alpha1\\nkind: DocumentOfANewerTalos\\n";
    updates.stops(
        new InjectedFault(
            CP + 3,
            "talosctl *apply-config --dry-run*",
            "printf '%s' >>\"${@: -1}\"; call \"$@\"".formatted(document)),
        CP + "3 (machine 3 of 5): Talos refuses the planned configuration",
        "DocumentOfANewerTalos",
        "The machine keeps its configuration. Correct the stack file.");
  }

  @Test
  @Order(4)
  void nodeThatIsNeverReady() {
    updates.stops(
        notReadyAfterItsConfiguration(WORKER + 1),
        WORKER
            + "1 (machine 4 of 5): runs the planned configuration, but the cluster is not healthy",
        WORKER + "1: its Node is NotReady",
        "Fix this, or correct the stack file.");
  }

  @Test
  @Order(5)
  void expiredCredential() {
    updates.stops(
        new InjectedFault(
            WORKER + 2,
            "talosctl gen crt *",
            "call gen crt --ca \"$4\" --csr \"$6\" --name \"$8\" --hours 0"),
        "the cluster is not healthy, so nothing was changed",
        "certificate",
        "check the clock of this computer");
  }

  @Test
  @Order(6)
  void theNextUpdateFinishesLiveChanges() {
    updates.finish();
  }

  /** The state has the former configuration, the worker the one after which it is not Ready. */
  @Test
  @Order(7)
  void editThatFailsOnAWorker() {
    lab.with("[ntp.example.net]", "[ntp.example.net, " + FAILED + "]");
    updates.stops(
        notReadyAfterItsConfiguration(WORKER + 1),
        WORKER
            + "1 (machine 4 of 5): runs the planned configuration, but the cluster is not healthy");
    assertTrue(machineConfig().contains(FAILED));
  }

  @Test
  @Order(8)
  void undoReachesTheWorkerThatFailed() {
    lab.with(", " + FAILED, "");
    assertTrue(updates.finish().live().contains(WORKER + 1));
    assertFalse(machineConfig().contains(FAILED));
  }

  private static String machineConfig() {
    String line = "talosctl --talosconfig %s --nodes %s read /system/state/config.yaml";
    String address = lab.plan().nodes().get(3).address().toString();
    return lab.shell(line.formatted(Lab.talosconfig(ChangeLab.OPS), address)).orFail("read");
  }

  @Test
  @Order(9)
  void cloudThatRefusesTheCredential() {
    lab.with("audience: \"301000000000000002\"", "audience: \"301000000000000008\"");
    String project =
        "openstack --os-cloud lab-admin project set slipway-%s --".formatted(ChangeLab.OPS);
    Lab.shell(project + "disable").orFail("disable");
    ProbedUpdate update = lab.update(Map.of());
    Lab.shell(project + "enable").orFail("enable");
    updates.assertStopped(
        update,
        "nothing is changed: stack staging cannot use its OpenStack project",
        "is disabled");
  }

  /** The cluster has another certificate authority than the state, as after a rotation. */
  @Test
  @Order(10)
  void credentialOfAnAuthorityThatTheClusterDoesNotHave() {
    updates.stops(
        new InjectedFault(
            CP + 1,
            "talosctl gen crt --ca os *",
            "call gen ca --organization other && call gen crt --ca other --csr \"$6\" --name"
                + " \"$8\""),
        "the cluster is not healthy, so nothing was changed",
        "the cluster refuses the credential that this stack's secrets bundle signs");
  }

  @Test
  @Order(11)
  void killWhileItDrains() {
    updates.killed(
        new InjectedFault(CP + 1, "kubectl * drain *", "call \"$@\" & sleep 1; end_update"));
  }

  @Test
  @Order(12)
  void killWhileTheMachineReboots() {
    updates.killed(
        new InjectedFault(
            CP + 1, "talosctl *apply-config --mode*", "call \"$@\"; sleep 2; end_update"));
  }

  @Test
  @Order(13)
  void machineThatDoesNotBoot() {
    updates.stops(
        InjectedFault.freeze(
            CP + 2, "talosctl *apply-config --mode*", FrozenProgram.talos(CP + 2), "true"),
        CP + "2 (machine 2 of 5): did not boot within 60 s",
        "openstack console log show " + CP + "2");
  }

  @Test
  @Order(14)
  void killBeforeItsPodsReturn() {
    updates.killed(new InjectedFault(CP + 2, "kubectl * uncordon *", "end_update"));
  }

  /** Two members are the majority: the update stops before it would take another one. */
  @Test
  @Order(15)
  void etcdMemberThatHangs() {
    updates.stops(
        InjectedFault.freeze(
            CP + 3, "talosctl gen crt --ca os *", FrozenProgram.etcd(CP + 1), "true"),
        "the cluster is not healthy, so nothing was changed",
        CP + "1: its etcd does not answer");
  }

  @Test
  @Order(16)
  void apiServersThatHang() {
    updates.stopsWithoutApi(
        InjectedFault.freeze(
            CP + 3, "talosctl gen crt --ca os *", FrozenProgram.apiServers(), "true"),
        "the cluster is not healthy, so nothing was changed",
        "is not ready");
  }

  @Test
  @Order(17)
  void theNextUpdateFinishesReboots() {
    updates.finish();
  }

  /** Its pods cannot be moved, and no update can start its server again. */
  @Test
  @Order(18)
  void lowerCountRemovesDeadWorker() {
    lab.shell("openstack --os-cloud %s server stop %s".formatted(ChangeLab.OPS, WORKER + 2))
        .orFail("stop");
    lab.shell(
            "timeout 300 sh -c 'until kubectl --kubeconfig %s get node %s | grep -q NotReady; do sleep 2; done'"
                .formatted(Lab.kubeconfig(ChangeLab.OPS), WORKER + 2))
        .orFail("NotReady");
    lab.with("general: { count: 2", "general: { count: 1");
    ProbedUpdate update = lab.update(Map.of()).succeeded();
    assertEquals(List.of(), update.rebooted());
    lab.pulumi("preview --expect-no-changes").orFail("preview");
    Project.assertMatchesPlan(lab.plan());
    Nodes.assertReady(lab.plan());
  }

  private static InjectedFault notReadyAfterItsConfiguration(String worker) {
    String notReady =
        "$LAB_BIN/kubectl --kubeconfig %s patch node %s --subresource status --type strategic --patch '%s'"
            .formatted(
                Lab.kubeconfig(ChangeLab.OPS),
                worker,
                "{\"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"False\"}]}}");
    return InjectedFault.freeze(
        worker, "talosctl *apply-config --mode*", FrozenProgram.kubelet(worker), notReady);
  }
}
