package dev.slipway.lab.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.Lab;
import dev.slipway.lab.Nodes;
import dev.slipway.lab.Project;
import dev.slipway.lab.Resources;
import dev.slipway.plan.model.ServerPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A row of updates of one cluster. After each one that stops or is killed, the state has all
 * resources, etcd all members, no acknowledged write is lost, and no machine after the stop was
 * changed; the next update continues there.
 */
final class StoppedUpdates {
  /** Exit code of bash for a child that SIGKILL ended: 128 and the signal's number. */
  private static final int KILLED = 137;

  /** Seconds between two writes; a write requires the API and etcd's majority. */
  private static final double LONGEST = 30;

  /** A boot takes less, also on a computer that compiles meanwhile. */
  private static final Map<String, String> SOON = Map.of("SLIPWAY_TIMEOUT", "60");

  private static final String MEMBERS =
      "timeout 90 sh -c 'until talosctl --talosconfig %s --nodes %s etcd members; do sleep 2;"
          + " done'";

  private final ChangeLab lab;
  private final Resources resources = Resources.of(ChangeLab.OPS);
  private final List<String> measured = new ArrayList<>();
  private String stoppedAt = "";

  StoppedUpdates(ChangeLab lab) {
    this.lab = lab;
  }

  /** Runs an update that the failure kills, and recovers. */
  void killed(InjectedFault fault) {
    ProbedUpdate update = lab.update(fault, SOON);
    assertEquals(KILLED, update.result().exitCode(), update.result().output());
    String recovered = lab.recover();
    measure(fault.machine() + " killed", update, recovered);
    assertMajority(update);
    assertContinued(fault, update);
  }

  /** Runs an update that the failure stops, with these messages. */
  void stops(InjectedFault fault, String... messages) {
    assertMajority(stopsWithoutApi(fault, messages));
  }

  /** Runs an update that the failure stops while nothing can be written. */
  ProbedUpdate stopsWithoutApi(InjectedFault fault, String... messages) {
    ProbedUpdate update = lab.update(fault, SOON);
    assertStopped(update, messages);
    String output = update.result().output();
    assertTrue(output.contains("run pulumi up again"), output);
    assertContinued(fault, update);
    return update;
  }

  /** Asserts that an update ended with these messages. */
  void assertStopped(ProbedUpdate update, String... messages) {
    String output = update.result().output();
    measure("stopped", update, String.join(" … ", messages));
    assertNotEquals(0, update.result().exitCode(), output);
    for (String message : messages) {
      assertTrue(output.contains(message), () -> "\"%s\" in:\n%s".formatted(message, output));
    }
    assertKept(update);
  }

  /** Runs an update that has nothing in its path, and a preview that finds no change. */
  ProbedUpdate finish() {
    ProbedUpdate update = lab.update(Map.of()).succeeded();
    measure("finished", update, "");
    assertMajority(update);
    assertTrue(update.result().output().contains(finished(stoppedAt)), update.result().output());
    lab.pulumi("preview --expect-no-changes").orFail("preview");
    Project.assertMatchesPlan(lab.plan());
    Nodes.assertReady(lab.plan());
    stoppedAt = "";
    return update;
  }

  /** Prints what was measured. */
  void report() {
    measured.forEach(System.out::println);
  }

  private void measure(String what, ProbedUpdate update, String text) {
    measured.add(
        "%s: exit code %d, live %s, rebooted %s, lost writes %d, longest time without a write %.1f s; %s"
            .formatted(
                what,
                update.result().exitCode(),
                update.live(),
                update.rebooted(),
                update.lostWrites(),
                update.longestSeconds(),
                text.strip()));
    System.out.println(measured.get(measured.size() - 1));
  }

  private void assertMajority(ProbedUpdate update) {
    assertKept(update);
    assertTrue(update.longestSeconds() < LONGEST, update.toString());
  }

  private void assertKept(ProbedUpdate update) {
    assertEquals(0, update.lostWrites());
    assertEquals(resources, Resources.of(ChangeLab.OPS));
    List<ServerPlan> controlPlane = lab.plan().controlPlane();
    String last = controlPlane.get(controlPlane.size() - 1).address().toString();
    String members =
        Lab.shell(MEMBERS.formatted(Lab.talosconfig(ChangeLab.OPS), last)).orFail("etcd members");
    controlPlane.forEach(server -> assertTrue(members.contains(server.name()), members));
    assertEquals(
        controlPlane.size(), members.lines().filter(line -> line.contains("false")).count());
  }

  /**
   * The machine at which the update before stopped is finished, unless this one stops there too.
   */
  private void assertContinued(InjectedFault fault, ProbedUpdate update) {
    List<String> machines = lab.plan().nodes().stream().map(ServerPlan::name).toList();
    List<String> after = machines.subList(machines.indexOf(fault.machine()) + 1, machines.size());
    assertTrue(update.live().stream().noneMatch(after::contains), update.toString());
    assertTrue(update.rebooted().stream().noneMatch(after::contains), update.toString());
    String output = update.result().output();
    assertTrue(fault.machine().equals(stoppedAt) || output.contains(finished(stoppedAt)), output);
    stoppedAt = fault.machine();
  }

  private String finished(String machine) {
    List<String> machines = lab.plan().nodes().stream().map(ServerPlan::name).toList();
    return machine.isEmpty()
        ? ""
        : "%s (machine %d of %d): runs the planned configuration, and the cluster is healthy"
            .formatted(machine, machines.indexOf(machine) + 1, machines.size());
  }
}
