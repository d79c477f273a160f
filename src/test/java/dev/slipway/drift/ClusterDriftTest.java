package dev.slipway.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Problems as cluster-health.sh prints them. */
class ClusterDriftTest {
  private static final ClusterPlan PLAN = FleetFixture.cluster("staging-osl2");
  private static final String MEMBER = "staging-osl2-control-plane-2";
  private static final String WORKER = "staging-osl2-general-1";

  @Test
  void healthyClusterHasNoFinding() {
    assertEquals(List.of(), ClusterDrift.findings(PLAN, "", List.of()));
  }

  @Test
  void eachServerIsOneFinding() {
    List<Finding> findings =
        ClusterDrift.findings(
            PLAN,
            """
            %1$s: is not a member of etcd in the list of staging-osl2-control-plane-1
            %1$s: its Node is NotReady
            %2$s: its Node is NotReady
            """
                .formatted(MEMBER, WORKER),
            List.of());
    assertEquals(
        List.of("server " + MEMBER, "server " + WORKER),
        findings.stream().map(Finding::where).toList());
    assertEquals(
        "is not a member of etcd in the list of staging-osl2-control-plane-1\nits Node is NotReady",
        findings.get(0).actual());
    assertEquals(
        "openstack --os-cloud staging-osl2 console log show " + WORKER, findings.get(1).fix());
    findings.forEach(one -> assertFalse(one.fix().contains("delete"), one.fix()));
  }

  /** The second line of a reason is indented, and sorted before the first. */
  @Test
  void problemOfNoServerIsOneOfTheCluster() {
    List<Finding> findings =
        ClusterDrift.findings(
            PLAN,
            """
                the cluster refuses the credential of this stack: check the clock
            staging-osl2: the API is not ready: Unauthorized
            """,
            List.of());
    assertEquals(1, findings.size());
    assertEquals("cluster staging-osl2", findings.get(0).where());
    assertEquals(
        "the cluster refuses the credential of this stack: check the clock\n"
            + "the API is not ready: Unauthorized",
        findings.get(0).actual());
  }

  @Test
  void missingServerIsReportedOnce() {
    Finding missing =
        new Finding(DriftKind.MISSING_SERVER, "server " + WORKER, "", "a server", "none", "up");
    String problems = WORKER + ": its Node is NotReady\n";
    assertEquals(List.of(), ClusterDrift.findings(PLAN, problems, List.of(missing)));
  }
}
