package dev.slipway.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.cloud.CloudServer;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.DnsLabel;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cloud that has everything, and one fault in each test. */
class PreflightTest {
  private static final String NO_LIMITS = "{\"quota\": {\"port\": -1}}";

  private CloudServer server;

  @BeforeEach
  void serve() throws IOException {
    server = new CloudServer("compute", "network", "image", "load-balancer");
    server.answer(
        "GET /flavors/detail",
        """
        {"flavors": [{"name": "l2.c2r4.100", "vcpus": 2, "ram": 4096},
                     {"name": "l2.c4r8.100", "vcpus": 4, "ram": 8192}]}
        """);
    limits(100);
    image("talos-1.12.0", "{\"images\": [{}]}");
    image("debian-12", "{\"images\": [{}]}");
    externalNetworks("public");
    server.answer("GET /v2.0/quotas/project", NO_LIMITS);
    sharedNetworks("{\"id\": \"n\"}");
    subnet("{\"cidr\": \"203.0.113.0/24\", \"gateway_ip\": \"203.0.113.1\"}");
    server.answer(
        "GET /v2.0/networks?shared=true&fields=name", "{\"networks\": [{\"name\": \"campus\"}]}");
    server.answer("GET /v2.0/lbaas/providers", "{\"providers\": [{\"name\": \"ovn\"}]}");
    server.answer("GET /v2.0/lbaas/quotas/project", NO_LIMITS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void acceptsCloudThatHasEverything() {
    assertMissing(FleetFixture.fleet(), "staging-osl2");
    assertMissing(FleetFixture.networkKinds(), "staging-hel1");
    assertMissing(FleetFixture.networkKinds(), "staging-cph1");
  }

  @Test
  void reportsFlavor() {
    server.answer("GET /flavors/detail", "{\"flavors\": [{\"name\": \"l2.c4r8.100\"}]}");
    assertMissing(
        FleetFixture.fleet(),
        "staging-osl2",
        "flavor \"l2.c2r4.100\" does not exist; the cloud has l2.c4r8.100");
  }

  @Test
  void reportsImage() {
    image("debian-12", "{\"images\": []}");
    assertMissing(
        FleetFixture.fleet(),
        "staging-osl2",
        "image \"debian-12\" does not exist or is not active; upload it to Glance in format raw");
  }

  @Test
  void reportsExternalNetwork() {
    externalNetworks("internet");
    assertMissing(
        FleetFixture.fleet(),
        "staging-osl2",
        "external network \"public\" does not exist; the cloud has internet");
  }

  @Test
  void reportsQuota() {
    limits(5);
    server.answer("GET /v2.0/quotas/project", "{\"quota\": {\"security_group\": 3}}");
    assertMissing(
        FleetFixture.fleet(), "staging-osl2", quota("6 servers", 5), quota("4 security_group", 3));
  }

  @Test
  void reportsOctaviaProviderAndQuota() {
    server.answer("GET /v2.0/lbaas/providers", "{\"providers\": [{\"name\": \"amphora\"}]}");
    server.answer("GET /v2.0/lbaas/quotas/project", "{\"quota\": {\"loadbalancer\": 0}}");
    assertMissing(
        FleetFixture.networkKinds(),
        "staging-cph1",
        "Octavia provider \"ovn\" does not exist; the cloud has amphora",
        "quota: the plan requires 1 loadbalancer, the project of cloud staging-cph1 has a limit of"
            + " 0; request a higher quota from the cloud's operator");
  }

  @Test
  void reportsSharedNetworkThatIsNotUnique() {
    sharedNetworks("");
    assertMissing(
        FleetFixture.networkKinds(),
        "staging-hel1",
        "network \"shared\" does not exist; the cloud shares campus");
    sharedNetworks("{\"id\": \"n\"}, {\"id\": \"m\"}");
    assertMissing(
        FleetFixture.networkKinds(),
        "staging-hel1",
        "network \"shared\" is a name of 2 networks; the cloud shares campus");
  }

  @Test
  void reportsSharedNetworkWithoutPortSecurity() {
    sharedNetworks("{\"id\": \"n\", \"port_security_enabled\": false}");
    assertMissing(
        FleetFixture.networkKinds(),
        "staging-hel1",
        "network \"shared\" has port security off, so security groups have no effect there");
  }

  @Test
  void reportsSubnetThatDoesNotFit() {
    subnet("{\"cidr\": \"203.0.113.0/25\", \"gateway_ip\": \"203.0.113.129\"}");
    assertMissing(
        FleetFixture.networkKinds(),
        "staging-hel1",
        "network \"shared\" has CIDR 203.0.113.0/25, which does not contain network.cidr"
            + " 203.0.113.128/26",
        "network \"shared\" has its gateway 203.0.113.129 inside network.cidr 203.0.113.128/26");
    subnet(
        """
        {"cidr": "203.0.113.0/24", "gateway_ip": null, "allocation_pools": [
          {"start": "203.0.113.2", "end": "203.0.113.127"},
          {"start": "203.0.113.190", "end": "203.0.113.254"}]}
        """);
    assertMissing(
        FleetFixture.networkKinds(),
        "staging-hel1",
        "network \"shared\" has an allocation pool 203.0.113.190 to 203.0.113.254, which overlaps"
            + " network.cidr 203.0.113.128/26; have the cloud's operator remove it from the pools");
    subnet("");
    assertMissing(
        FleetFixture.networkKinds(),
        "staging-hel1",
        "network \"shared\" has 0 IPv4 subnets; expected 1");
  }

  private static String quota(String what, int limit) {
    return "quota: the plan requires %s, the project of cloud staging-osl2 has a limit of %d; request a higher quota from the cloud's operator"
        .formatted(what, limit);
  }

  private void limits(int servers) {
    server.answer(
        "GET /limits",
        """
        {"limits": {"absolute":
          {"maxTotalInstances": %d, "maxTotalCores": -1, "maxTotalRAMSize": -1}}}
        """
            .formatted(servers));
  }

  private void image(String name, String body) {
    server.answer("GET /v2/images?status=active&name=" + name, body);
  }

  private void externalNetworks(String name) {
    server.answer(
        "GET /v2.0/networks?router:external=true&fields=name",
        "{\"networks\": [{\"name\": \"%s\"}]}".formatted(name));
  }

  private void sharedNetworks(String items) {
    server.answer("GET /v2.0/networks?name=shared", "{\"networks\": [%s]}".formatted(items));
  }

  private void subnet(String items) {
    server.answer(
        "GET /v2.0/subnets?ip_version=4&network_id=n", "{\"subnets\": [%s]}".formatted(items));
  }

  private void assertMissing(FleetPlan fleet, String stack, String... messages) {
    var plan = fleet.clusterOrThrow(DnsLabel.parse(stack));
    assertEquals(List.of(messages), Preflight.missing(server.open(), plan));
  }
}
