package dev.slipway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.cloud.CloudServer;
import dev.slipway.guard.LiveReservation.Reserved;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.DnsLabel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReservationGuardTest {
  private static final ClusterPlan RESERVED =
      FleetFixture.allKeys().clusterOrThrow(DnsLabel.parse("staging-sto2"));
  private static final ClusterPlan PINNED = FleetFixture.cluster("staging-osl2");
  private static final String ROUTER = "0c9f6a1e-5d0b-4d57-9f0e-7a4f2f0f5c11";
  private static final String FLOATING_IP = "3e2b8a54-91c7-4b0a-8a64-2f9d1c7b6e02";
  private static final Optional<Reserved> PLANNED_ROUTER =
      Optional.of(new Reserved(ROUTER, List.of("2001:db8::5", "198.51.100.37")));
  private static final Optional<Reserved> PLANNED_FLOATING_IP =
      Optional.of(new Reserved(FLOATING_IP, List.of("198.51.100.36")));

  @Test
  void acceptsTheReservedAddresses() {
    assertEquals(
        List.of(),
        refusals(new LiveReservation(PLANNED_ROUTER, PLANNED_FLOATING_IP, Set.of(ROUTER))));
  }

  @Test
  void refusesIdsOfNothing() {
    LiveReservation nothing = new LiveReservation(Optional.empty(), Optional.empty(), Set.of());
    assertEquals(
        List.of(
            "network.routerId: staging-sto2: the project has no such object, planned: "
                + ROUTER
                + NO_SUCH,
            "endpoint.floatingIpId: staging-sto2: the project has no such object, planned: "
                + FLOATING_IP
                + NO_SUCH),
        refusals(nothing));
  }

  private static final String NO_SUCH =
      "; correct the id; if the object was deleted: slipway reserve staging-sto2 --release --yes,"
          + " then slipway reserve staging-sto2 --yes";

  @Test
  void refusesIdsOfOtherAddresses() {
    LiveReservation others =
        new LiveReservation(
            Optional.of(new Reserved(ROUTER, List.of("198.51.100.36"))),
            Optional.of(new Reserved(FLOATING_IP, List.of("198.51.100.37"))),
            Set.of(ROUTER));
    assertEquals(
        List.of(
            "network.routerId: staging-sto2: %s has address 198.51.100.36, planned: 198.51.100.37; correct the id or the address"
                .formatted(ROUTER),
            "endpoint.floatingIpId: staging-sto2: %s has address 198.51.100.37, planned: 198.51.100.36; correct the id or the address"
                .formatted(FLOATING_IP)),
        refusals(others));
  }

  @Test
  void refusesASecondRouter() {
    assertEquals(
        List.of(
            "network.routerId: staging-sto2: router another, planned: %s; the stack has that router already: set its id, or delete it if nothing uses it"
                .formatted(ROUTER)),
        refusals(
            new LiveReservation(PLANNED_ROUTER, PLANNED_FLOATING_IP, Set.of(ROUTER, "another"))));
  }

  @Test
  void readsTheObjectsOfTheProject() throws IOException {
    try (CloudServer cloud = new CloudServer("network")) {
      cloud.answer(
          "GET /v2.0/routers/" + ROUTER,
          """
          {"router": {"id": "%s", "project_id": "project", "external_gateway_info":
            {"external_fixed_ips": [{"ip_address": "2001:db8::5"}, {"ip_address": "198.51.100.37"}]}}}
          """
              .formatted(ROUTER));
      cloud.answer(
          "GET /v2.0/routers?name=staging-sto2",
          """
          {"routers": [{"id": "%s", "project_id": "project"}, {"id": "x", "project_id": "other"}]}
          """
              .formatted(ROUTER));
      cloud.answer(
          "GET /v2.0/floatingips/" + FLOATING_IP,
          """
          {"floatingip": {"id": "%s", "project_id": "%s", "floating_ip_address": "198.51.100.36"}}
          """
              .formatted(FLOATING_IP, "project"));
      assertEquals(
          new LiveReservation(PLANNED_ROUTER, PLANNED_FLOATING_IP, Set.of(ROUTER)),
          LiveReservation.of(cloud.open(), RESERVED));
      cloud.answer(
          "GET /v2.0/floatingips/" + FLOATING_IP,
          "{\"floatingip\": {\"id\": \"%s\", \"project_id\": \"other\"}}".formatted(FLOATING_IP));
      assertEquals(Optional.empty(), LiveReservation.of(cloud.open(), RESERVED).floatingIp());
    }
  }

  @Test
  void asksNothingForAPlanWithoutIds() throws IOException {
    try (CloudServer cloud = new CloudServer("network")) {
      assertEquals(List.of(), ReservationGuard.refusals(cloud.open(), PINNED));
      assertEquals(List.of("POST /v3/auth/tokens"), cloud.requests());
    }
  }

  private static List<String> refusals(LiveReservation live) {
    return ReservationGuard.refusals(RESERVED, live).stream().map(Refusal::toString).toList();
  }
}
