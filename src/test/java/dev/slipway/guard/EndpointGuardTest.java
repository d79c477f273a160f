package dev.slipway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.cloud.CloudServer;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.DnsLabel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointGuardTest {
  private static final ClusterPlan HAPROXY = FleetFixture.cluster("staging-osl2");
  private static final ClusterPlan OVN =
      FleetFixture.networkKinds().clusterOrThrow(DnsLabel.parse("staging-cph1"));
  private static final ClusterPlan SHARED =
      FleetFixture.networkKinds().clusterOrThrow(DnsLabel.parse("staging-hel1"));
  private static final Optional<String> NONE = Optional.empty();
  private static final Optional<String> PUBLIC = Optional.of("public");

  @Test
  void acceptsWhatIsPlannedAndWhatDoesNotExist() {
    LiveEndpoint planned =
        new LiveEndpoint(
            Set.of("staging-osl2"), PUBLIC, Optional.of("198.51.100.34"), Optional.empty());
    assertEquals(List.of(), EndpointGuard.refusals(HAPROXY, planned));
    LiveEndpoint nothing = new LiveEndpoint(Set.of(), NONE, NONE, Optional.empty());
    assertEquals(List.of(), EndpointGuard.refusals(HAPROXY, nothing));
    assertEquals(List.of(), EndpointGuard.refusals(OVN, nothing));
  }

  @Test
  void refusesAnotherAddressOfTheApi() {
    LiveEndpoint live =
        new LiveEndpoint(
            Set.of("staging-osl2"), PUBLIC, Optional.of("198.51.100.50"), Optional.empty());
    assertEquals(
        List.of(
            "endpoint.floatingIp: staging-osl2: 198.51.100.50, planned: 198.51.100.34; an update"
                + " does not change it for an existing cluster: set it back to 198.51.100.50"),
        EndpointGuard.refusals(HAPROXY, live).stream().map(Refusal::toString).toList());
  }

  @Test
  void refusesAnotherNetwork() {
    LiveEndpoint live =
        new LiveEndpoint(
            Set.of("staging-osl2"),
            Optional.of("other"),
            Optional.of("198.51.100.34"),
            Optional.empty());
    assertEquals(List.of("network.externalNetwork"), keys(HAPROXY, live));
    LiveEndpoint shared = new LiveEndpoint(Set.of("other"), NONE, NONE, Optional.empty());
    assertEquals(List.of("network.name"), keys(SHARED, shared));
    LiveEndpoint wasProject =
        new LiveEndpoint(
            Set.of("staging-hel1"), PUBLIC, Optional.of("198.51.100.9"), Optional.empty());
    assertEquals(
        List.of("network.name", "network.externalNetwork", "endpoint.floatingIp"),
        keys(SHARED, wasProject));
  }

  @Test
  void refusesAnotherLoadBalancerOfOctavia() {
    LiveEndpoint live =
        new LiveEndpoint(
            Set.of("staging-cph1"),
            PUBLIC,
            Optional.of("198.51.100.40"),
            Optional.of(new LiveEndpoint.LoadBalancer("amphora", "10.41.64.9")));
    assertEquals(List.of("endpoint.provider", "endpoint.address"), keys(OVN, live));
  }

  @Test
  void readsTheObjectsOfTheStack() throws IOException {
    try (CloudServer cloud = new CloudServer("compute", "network", "load-balancer")) {
      cloud.answer(
          "GET /servers/detail",
          """
          {"servers": [
            {"metadata": {"cluster": "staging-cph1"}, "addresses": {"net": []}},
            {"metadata": {"cluster": "another"}, "addresses": {"theirs": []}}]}
          """);
      cloud.answer(
          "GET /v2.0/routers?name=staging-cph1",
          """
          {"routers": [{"name": "staging-cph1", "external_gateway_info": {"network_id": "n"}}]}
          """);
      cloud.answer("GET /v2.0/networks/n", "{\"network\": {\"name\": \"public\"}}");
      cloud.answer(
          "GET /v2.0/floatingips",
          """
          {"floatingips": [
            {"description": "", "floating_ip_address": "198.51.100.8"},
            {"description": "Slipway: API of staging-cph1", "floating_ip_address": "198.51.100.40"}]}
          """);
      cloud.answer(
          "GET /v2.0/lbaas/loadbalancers?name=staging-cph1",
          """
          {"loadbalancers": [
            {"name": "staging-cph1", "provider": "ovn", "vip_address": "10.41.64.10"}]}
          """);
      assertEquals(
          new LiveEndpoint(
              Set.of("net"),
              PUBLIC,
              Optional.of("198.51.100.40"),
              Optional.of(new LiveEndpoint.LoadBalancer("ovn", "10.41.64.10"))),
          LiveEndpoints.of(cloud.open(), OVN));
    }
  }

  private static List<String> keys(ClusterPlan plan, LiveEndpoint live) {
    return EndpointGuard.refusals(plan, live).stream().map(Refusal::key).toList();
  }
}
