package dev.slipway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    List<LiveServer> servers =
        LiveServerFixture.of(PLAN).stream()
            .filter(one -> !one.name().endsWith("control-plane-2"))
            .toList();
    assertEquals(
        List.of(
            UNREACHABLE
                + "; no control-plane node is added meanwhile (staging-osl2-control-plane-2): make"
                + " the API reachable from this machine first"),
        problems(servers));
    assertEquals(List.of(), warnings);
  }

  private List<String> problems(List<LiveServer> servers) {
    return new LiveGate(PLAN, servers, warnings::add).problems("no bundle");
  }
}
