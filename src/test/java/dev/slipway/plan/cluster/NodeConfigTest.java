package dev.slipway.plan.cluster;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.document.Json;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeConfigTest {
  private final ClusterPlan cluster = FleetFixture.cluster("staging-osl2");

  @Test
  void addressesDependOnlyOnPlan() {
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
  void onlyControlPlaneHasApiServerSettings() {
    assertTrue(patches(cluster.controlPlane().get(0)).contains("authentication-config"));
    assertFalse(patches(cluster.workers().get(0)).contains("authentication-config"));
  }

  @Test
  void everyNodeHasItsHostname() {
    nonEmpty(cluster.nodes())
        .forEach(
            node -> assertTrue(patches(node).contains("\"hostname\":\"" + node.name() + "\"")));
  }

  @Test
  void noFirewallRuleOfAWorkerAllowsEveryAddress() {
    String patches = patches(cluster.workers().get(0));
    assertTrue(patches.contains("NetworkRuleConfig"), patches);
    assertFalse(patches.contains("0.0.0.0/0"), patches);
  }

  /** A change is applied to every running node. */
  @Test
  void newWorkersAndJumpHostsChangeNoUserDataOfExistingServers(@TempDir Path folder) {
    FleetPlan fleet =
        StackFiles.shipped(folder)
            .with("staging-osl2", "general: { count: 2", "general: { count: 9")
            .with("staging-osl2", "[198.51.100.0/28]", "[198.51.100.0/28, 203.0.113.7/32]")
            .plan();
    ClusterPlan grown = fleet.clusterOrThrow(cluster.name());
    assertEquals(9, grown.workers().size());
    for (ServerPlan node : nonEmpty(cluster.nodes())) {
      assertEquals(patches(node), patches(grown, node));
    }
    ServerPlan server = cluster.endpoint().servers().get(0);
    var certificates = new ConfigurationChannel.Certificates("authority", "server and key");
    assertEquals(
        LoadBalancerCloudConfig.of(cluster, server, certificates),
        LoadBalancerCloudConfig.of(grown, server, certificates));
  }

  @Test
  void haproxyHasEveryAddressThatAControlPlaneNodeCanHave(@TempDir Path folder) {
    ClusterPlan grown =
        StackFiles.shipped(folder)
            .with("staging-osl2", "controlPlane: { count: 3", "controlPlane: { count: 5")
            .plan()
            .clusterOrThrow(cluster.name());
    assertEquals(5, grown.controlPlane().size());
    for (ServerPlan node : grown.controlPlane()) {
      String server =
          "server " + node.name() + " " + node.address() + ":6443 check check-ssl verify none\n";
      assertTrue(HaproxyConfig.text(grown).contains(server), server);
    }
    assertEquals(HaproxyConfig.text(cluster), HaproxyConfig.text(grown));
  }

  private String patches(ServerPlan node) {
    return patches(cluster, node);
  }

  private static String patches(ClusterPlan cluster, ServerPlan node) {
    return Json.stream(MachineConfigPatches.patches(cluster, node));
  }
}
