package dev.slipway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An API that does not answer: the bundle has no CA, so there is no credential for it. */
class LiveGateTest {
  private static final ClusterPlan PLAN = FleetFixture.cluster("staging-osl2");
  private static final String UNREACHABLE =
      "the Talos API of cluster staging-osl2 does not answer at 198.51.100.34, so its versions and"
          + " etcd are not assessed: no node answers";

  private final List<String> warnings = new ArrayList<>();

  @Test
  void newClusterHasNothingToAssess() {
    assertEquals(List.of(), problems(List.of()));
    assertEquals(List.of(), warnings);
  }

  @Test
  void warnsAndGoesOnWhenTheControlPlaneStays() {
    assertEquals(List.of(), problems(LiveServerFixture.of(PLAN)));
    assertEquals(List.of(UNREACHABLE), warnings);
  }

  @Test
  void refusesNewControlPlaneNodeMeanwhile() {
    assertEquals(
        List.of(
            UNREACHABLE
                + "; no control-plane node is added meanwhile (staging-osl2-control-plane-2): make"
                + " the API reachable from this machine first"),
        problems(withoutSecondControlPlaneNode()));
    assertEquals(List.of(), warnings);
  }

  /** The values that were read are compared, and the others are named with the node. */
  @Test
  void reportsWhatWasNotReadOfWhichNode() {
    LiveCluster live =
        LiveCluster.parse(
            """
            === version
            Server:
            \tTag: v1.11.5
            === config
            === members
            === unread
            the machine config of 10.41.16.11: connection reset
            """);
    String upgrade =
        "talos: cluster staging-osl2: 1.11.5, planned: 1.13.9; an update upgrades no cluster: set"
            + " it back to 1.11.5";
    assertEquals(List.of(upgrade), gate(LiveServerFixture.of(PLAN)).problems(live));
    String unread =
        "cluster staging-osl2: not assessed: kubernetes, cilium.sha256, cilium.encryption,"
            + " diskEncryption, network.podCidr, network.serviceCidr (not read: the machine config"
            + " of 10.41.16.11: connection reset)";
    assertEquals(List.of(unread), warnings);
    String first = gate(withoutSecondControlPlaneNode()).problems(live).get(0);
    assertTrue(first.startsWith(unread + "; no control-plane node is added"), first);
  }

  @Test
  void reportsWhatTheAnswerDoesNotContain() {
    LiveCluster live =
        LiveCluster.parse("=== version\n=== config\nversion: v1\n=== members\n=== unread\n");
    assertEquals(List.of(), gate(LiveServerFixture.of(PLAN)).problems(live));
    assertEquals(
        List.of(
            "cluster staging-osl2: not assessed: talos, kubernetes, cilium.sha256,"
                + " cilium.encryption, diskEncryption, network.podCidr, network.serviceCidr (the"
                + " answer of its Talos API does not contain them)"),
        warnings);
  }

  private static List<LiveServer> withoutSecondControlPlaneNode() {
    return LiveServerFixture.of(PLAN).stream()
        .filter(one -> !one.name().endsWith("control-plane-2"))
        .toList();
  }

  private LiveGate gate(List<LiveServer> servers) {
    return new LiveGate(PLAN, servers, warnings::add);
  }

  private List<String> problems(List<LiveServer> servers) {
    return gate(servers).problems("no bundle");
  }
}
