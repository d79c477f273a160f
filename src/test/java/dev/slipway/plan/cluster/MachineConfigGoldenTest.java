package dev.slipway.plan.cluster;

import dev.slipway.BlockYaml;
import dev.slipway.Golden;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.RecordCopy;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.TalosVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The patches that talosctl merges into the machine config of a node, with inline manifests. */
class MachineConfigGoldenTest {
  private static final String FOLDER = "golden/machine-config/";

  /** Talos 1.14 is the first version with a document for each kind of setting. */
  @ParameterizedTest
  @CsvSource({"1.13.9, talos-1.13", "1.14.1, talos-1.14"})
  void shippedStack(String talos, String suffix) {
    FleetPlan fleet = FleetFixture.withCluster("staging-osl2", "talos", TalosVersion.parse(talos));
    ClusterPlan cluster = fleet.clusterOrThrow(DnsLabel.parse("staging-osl2"));
    assertGolden("control-plane-" + suffix, cluster, cluster.controlPlane().get(0));
    assertGolden("worker-" + suffix, cluster, cluster.workers().get(0));
  }

  /** Every optional key of the stack file is set there. */
  @ParameterizedTest
  @CsvSource({"1.13.9, talos-1.13", "1.14.1, talos-1.14"})
  void workerWithAllOptionalKeys(String talos, String suffix) {
    FleetPlan fleet = FleetFixture.allKeys();
    ClusterPlan cluster =
        RecordCopy.with(
            fleet.clusterOrThrow(DnsLabel.parse("staging-sto2")),
            "talos",
            TalosVersion.parse(talos));
    ServerPlan tainted =
        cluster.workers().stream()
            .filter(node -> node.name().equals("staging-sto2-logs-1"))
            .findFirst()
            .orElseThrow();
    assertGolden("worker-with-all-keys-" + suffix, cluster, tainted);
  }

  /** A shared network, and each provider of Octavia: the ingress firewall differs. */
  @ParameterizedTest
  @ValueSource(strings = {"staging-hel1", "staging-cph1", "staging-oul1"})
  void ingressFirewallOfEachNetworkKind(String stack) {
    FleetPlan fleet = FleetFixture.networkKinds();
    ClusterPlan cluster = fleet.clusterOrThrow(DnsLabel.parse(stack));
    List<?> firewall =
        MachineConfigPatches.patches(cluster, cluster.controlPlane().get(0)).stream()
            .filter(document -> String.valueOf(document.get("kind")).startsWith("Network"))
            .toList();
    Golden.assertSame(FOLDER + "ingress-firewall-" + stack + ".yaml", BlockYaml.stream(firewall));
  }

  private static void assertGolden(String file, ClusterPlan cluster, ServerPlan node) {
    List<Object> documents = new ArrayList<>(MachineConfigPatches.patches(cluster, node));
    documents.addAll(NodePatches.manifests(cluster, node));
    Golden.assertSame(FOLDER + file + ".yaml", BlockYaml.stream(documents));
  }
}
