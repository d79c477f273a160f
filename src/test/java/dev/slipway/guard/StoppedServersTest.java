package dev.slipway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Warnings about planned servers that do not run. */
class StoppedServersTest {
  private static final ClusterPlan PLAN = FleetFixture.cluster("staging-osl2");
  private static final String WORKER = "staging-osl2-general-1";

  @Test
  void namesTheCommandThatStartsAStoppedServer() {
    assertEquals(
        List.of(
            "server staging-osl2-general-1 is SHUTOFF: a change of a machine waits for it and then"
                + " stops; first: openstack --os-cloud staging-osl2 server start"
                + " staging-osl2-general-1-id"),
        warnings("SHUTOFF"));
  }

  @Test
  void namesTheCommandThatShowsAnyOtherStatus() {
    assertEquals(
        List.of(
            "server staging-osl2-general-1 is VERIFY_RESIZE: a change of a machine waits for it and"
                + " then stops; first: openstack --os-cloud staging-osl2 server show"
                + " staging-osl2-general-1-id"),
        warnings("VERIFY_RESIZE"));
  }

  @Test
  void serversThatRunHaveNoWarning() {
    assertEquals(List.of(), StoppedServers.warnings(PLAN, LiveServerFixture.of(PLAN)));
  }

  @Test
  void serversOfAnotherStackHaveNoWarning() {
    List<LiveServer> servers = LiveServerFixture.with(PLAN, WORKER, "status", "SHUTOFF");
    assertEquals(List.of(), StoppedServers.warnings(FleetFixture.cluster("staging"), servers));
  }

  private static List<String> warnings(String status) {
    return StoppedServers.warnings(PLAN, LiveServerFixture.with(PLAN, WORKER, "status", status));
  }
}
