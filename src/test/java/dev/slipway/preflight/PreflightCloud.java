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

/** A cloud that has everything; each test makes one fault. */
abstract class PreflightCloud {
  private static final String NO_LIMITS = "{\"quota\": {\"port\": -1}}";

  /** The id of an image in the files with every key. */
  static final String STORAGE_ID = "a3a927f2-221e-4c7f-8aaf-ff93dca39df2";

  private static final String ACTIVE = "{\"images\": [{\"id\": \"i\", \"status\": \"active\"}]}";

  CloudServer server;

  @BeforeEach
  void serve() throws IOException {
    server = new CloudServer("compute", "network", "image", "load-balancer", "block-storage");
    server.answer(
        "GET /flavors/detail",
        """
        {"flavors": [{"name": "l2.c2r4.100", "vcpus": 2, "ram": 4096, "disk": 100},
                     {"name": "l2.c4r8.100", "vcpus": 4, "ram": 8192, "disk": 100},
                     {"name": "b2.c4r8", "vcpus": 4, "ram": 8192, "disk": 0},
                     {"name": "b2.c8r16", "vcpus": 8, "ram": 16384, "disk": 0}]}
        """);
    limits(100);
    image("talos-1.13.9", ACTIVE);
    image("debian-12", ACTIVE);
    imageWithId(FleetFixture.TALOS_ID, "talos-1.13.9", "\"status\": \"active\"");
    imageWithId(FleetFixture.DEBIAN_ID, "debian-12", "\"status\": \"active\"");
    imageWithId(STORAGE_ID, "talos-1.13.9-storage", "\"status\": \"active\"");
    externalNetworks("{\"name\": \"public\", \"id\": \"p\"}");
    externalSubnets("");
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

  static String quota(String what, int limit) {
    return quotaOf("staging-osl2", what, limit);
  }

  static String quotaOf(String cloud, String what, int limit) {
    return "quota: the plan requires %s, the project of cloud %s has a limit of %d; request a higher quota from the cloud's operator"
        .formatted(what, cloud, limit);
  }

  void limits(int servers) {
    server.answer(
        "GET /limits",
        """
        {"limits": {"absolute":
          {"maxTotalInstances": %d, "maxTotalCores": -1, "maxTotalRAMSize": -1}}}
        """
            .formatted(servers));
  }

  void image(String name, String body) {
    server.answer("GET /v2/images?name=" + name, body);
  }

  void imageWithId(String id, String name, String rest) {
    server.answer(
        "GET /v2/images/" + id, "{\"id\": \"%s\", \"name\": \"%s\", %s}".formatted(id, name, rest));
  }

  void externalNetworks(String items) {
    server.answer(
        "GET /v2.0/networks?router:external=true&fields=name&fields=id",
        "{\"networks\": [%s]}".formatted(items));
  }

  void externalSubnets(String items) {
    server.answer(
        "GET /v2.0/subnets?ip_version=4&network_id=p", "{\"subnets\": [%s]}".formatted(items));
  }

  void volumeLimits(int volumes, int gibibytes) {
    server.answer(
        "GET /limits",
        """
        {"limits": {"absolute": {"maxTotalVolumes": %d, "maxTotalVolumeGigabytes": %d}}}
        """
            .formatted(volumes, gibibytes));
  }

  void sharedNetworks(String items) {
    server.answer("GET /v2.0/networks?name=shared", "{\"networks\": [%s]}".formatted(items));
  }

  void subnet(String items) {
    server.answer(
        "GET /v2.0/subnets?ip_version=4&network_id=n", "{\"subnets\": [%s]}".formatted(items));
  }

  void assertMissing(FleetPlan fleet, String stack, String... messages) {
    var plan = fleet.clusterOrThrow(DnsLabel.parse(stack));
    assertEquals(List.of(messages), Preflight.missing(server.open(), plan));
  }
}
