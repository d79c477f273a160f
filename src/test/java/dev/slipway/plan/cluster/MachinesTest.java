package dev.slipway.plan.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.document.Json;
import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.FleetFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachinesTest {
  private final ClusterPlan cluster = FleetFixture.cluster("staging-osl2");

  @Test
  void addressesAreDecidedBeforeAServerExists() {
    List<String> addresses =
        cluster.nodes().stream().map(node -> node.name() + " " + node.address()).toList();
    assertEquals(
        List.of(
            "staging-osl2-control-plane-1 10.41.16.11",
            "staging-osl2-control-plane-2 10.41.16.12",
            "staging-osl2-control-plane-3 10.41.16.13",
            "staging-osl2-general-1 10.41.16.32",
            "staging-osl2-general-2 10.41.16.33"),
        addresses);
  }

  @Test
  void onlyControlPlanesCarryTheApiServersSettings() {
    assertTrue(patches(cluster.controlPlane().get(0)).contains("authentication-config"));
    assertFalse(patches(cluster.workers().get(0)).contains("authentication-config"));
  }

  @Test
  void everyNodeKnowsItsOwnName() {
    cluster
        .nodes()
        .forEach(
            node -> assertTrue(patches(node).contains("\"hostname\":\"" + node.name() + "\"")));
  }

  @Test
  void certificatesNameEveryWayIn() {
    String patches = patches(cluster.controlPlane().get(0));
    assertTrue(
        patches.contains("[\"10.41.16.10\",\"198.51.100.34\",\"api.staging-osl2.example.net\"]"));
  }

  @Test
  void haproxyPassesTlsOnToEachControlPlaneAndNothingElse() {
    String text = HaproxyConfig.text(cluster);
    assertTrue(text.contains("bind :6443\n"));
    assertTrue(text.contains("bind :50000\n"));
    assertEquals(2, text.lines().filter(line -> line.contains("bind ")).count());
    assertEquals(
        2L * cluster.controlPlane().size(),
        text.lines().filter(line -> line.startsWith("  server ")).count());
    assertTrue(text.contains("  server staging-osl2-control-plane-2 10.41.16.12:6443 check\n"));
  }

  private String patches(NodePlan node) {
    return Json.stream(MachineConfig.patches(cluster, node));
  }
}
