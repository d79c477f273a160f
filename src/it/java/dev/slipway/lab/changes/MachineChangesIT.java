package dev.slipway.lab.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Nodes;
import dev.slipway.lab.Project;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Changes of a running cluster by a bare {@code pulumi up}, while a probe writes to it. */
@Tag("machine-changes")
@TestMethodOrder(OrderAnnotation.class)
class MachineChangesIT {
  private static ChangeLab lab;

  @BeforeAll
  static void bringUp() {
    lab = new ChangeLab();
  }

  @Test
  @Order(1)
  void ntpServerIsAppliedLive() {
    lab.with(
        "  externalNetwork: public", "  externalNetwork: public\n  ntpServers: [ntp.example.net]");
    assertLive(lab.update(Map.of()), everyMachine());
  }

  @Test
  @Order(2)
  void labelIsAppliedToItsPool() {
    lab.with("count: 2, flavor", "count: 2, labels: [tier=general], flavor");
    assertLive(lab.update(Map.of()), names(lab.plan().nodes().subList(3, 5)));
  }

  @Test
  @Order(3)
  void registryMirrorIsAppliedLive() {
    lab.with(
        "\nkubernetes:",
        "\nregistryMirrors: { docker.io: https://mirror.example.net }\nkubernetes:");
    assertLive(lab.update(Map.of()), everyMachine());
  }

  @Test
  @Order(4)
  void audienceRebootsControlPlanesOneAtATime() {
    lab.with("301000000000000002", "301000000000000009");
    ProbedUpdate update = lab.update(Map.of()).succeeded();
    assertEquals(names(lab.plan().controlPlane()), update.rebooted());
    assertTrue(update.longestSeconds() < 30, update.toString());
    assertUnchangedServers();
  }

  /** The next update has nothing left to do. */
  @Test
  @Order(5)
  void nothingIsLeft() {
    lab.pulumi("preview --expect-no-changes").orFail("preview");
  }

  /** The file names the servers' own image in another form, then another image of that name. */
  @Test
  @Order(6)
  void idOfTheSameImageChangesNothing() {
    String other = "talos-1.13.9@" + FleetFixture.UNKNOWN_ID;
    lab.with(FleetFixture.TALOS, "talos-1.13.9");
    lab.pulumi("preview --expect-no-changes").orFail("preview without the id");
    lab.with("image: talos-1.13.9\n", "image: " + other + "\n");
    CommandResult refused = lab.pulumi("preview");
    assertNotEquals(0, refused.exitCode());
    String message = "an update rebuilds no server: set it back to " + FleetFixture.TALOS;
    assertTrue(refused.output().contains(message), refused.output());
    lab.with(other, FleetFixture.TALOS);
    lab.pulumi("preview --expect-no-changes").orFail("preview with the id");
  }

  private static void assertLive(ProbedUpdate update, List<String> machines) {
    assertEquals(machines, update.succeeded().live());
    assertEquals(List.of(), update.rebooted());
    assertUnchangedServers();
  }

  private static void assertUnchangedServers() {
    Project.assertMatchesPlan(lab.plan());
    Nodes.assertReady(lab.plan());
  }

  private static List<String> everyMachine() {
    return names(lab.plan().nodes());
  }

  private static List<String> names(List<ServerPlan> servers) {
    return servers.stream().map(ServerPlan::name).toList();
  }
}
