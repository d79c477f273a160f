package dev.slipway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectGuardTest {
  private static final ClusterPlan PLAN = FleetFixture.cluster("staging-osl2");
  private static final List<LiveServer> OF_ANOTHER_STACK =
      LiveServerFixture.of(FleetFixture.cluster("staging"));

  @Test
  void refusesAProjectWithoutTheServersOfTheStack() {
    assertEquals(
        List.of(
            "cloud: stack staging-osl2: the project of staging-osl2 has none of its servers,"
                + " planned: 6 servers; set cloud back to the project that has them; if all servers"
                + " were deleted, etcd's data is lost with them: pulumi destroy, then pulumi up"
                + " creates a new cluster"),
        ProjectGuard.refusals(PLAN, OF_ANOTHER_STACK, true).stream()
            .map(Refusal::toString)
            .toList());
  }

  @Test
  void refusesAClusterWithoutControlPlane() {
    List<LiveServer> workers =
        LiveServerFixture.of(PLAN).stream().filter(one -> one.role().equals("worker")).toList();
    assertEquals(
        List.of(
            "controlPlane: staging-osl2-general-1, staging-osl2-general-2: exist without a"
                + " control-plane server, planned: 3 control-plane servers; etcd's data was on the"
                + " servers that are gone, and an update creates empty ones: pulumi destroy, then"
                + " pulumi up creates a new cluster"),
        ProjectGuard.refusals(PLAN, workers, true).stream().map(Refusal::toString).toList());
    assertEquals(List.of(), ProjectGuard.refusals(PLAN, workers, false));
  }

  @Test
  void acceptsANewStackAndOneWithAServer() {
    assertEquals(List.of(), ProjectGuard.refusals(PLAN, OF_ANOTHER_STACK, false));
    List<LiveServer> one = LiveServerFixture.of(PLAN).subList(0, 1);
    assertEquals(List.of(), ProjectGuard.refusals(PLAN, one, true));
  }
}
