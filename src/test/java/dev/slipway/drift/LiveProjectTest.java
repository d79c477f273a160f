package dev.slipway.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.cloud.CloudServer;
import dev.slipway.document.Json;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads a project over HTTP. */
class LiveProjectTest {
  private static final String FORWARDINGS =
      "GET /v2.0/floatingips/198.51.100.34-id/port_forwardings";

  private final LiveProjectFixture live =
      new LiveProjectFixture(FleetFixture.fleet(), FleetFixture.cluster("staging-osl2"));

  private CloudServer server;

  @BeforeEach
  void serve() throws IOException {
    server = new CloudServer("network", "compute");
    live.collections()
        .forEach(
            (name, items) -> {
              String path = name.equals("servers") ? "/servers/detail" : "/v2.0/" + name;
              server.answer("GET " + path, Json.write(Map.of(name.replace('-', '_'), items)));
            });
    server.answer("GET /v2.0/extensions/floating-ip-port-forwarding", "{}");
    server.answer(FORWARDINGS, "{\"port_forwardings\": []}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendsReadingRequestsOnly() {
    assertEquals(new DriftReport(List.of(), List.of()), drift());
    assertEquals(
        List.of("POST /v3/auth/tokens"),
        server.requests().stream().filter(request -> !request.startsWith("GET ")).toList());
  }

  @Test
  void readsEveryPage() {
    List<Object> first = List.copyOf(live.ports.subList(0, 2));
    List<Object> second = List.copyOf(live.ports.subList(2, live.ports.size()));
    Map<String, String> previous = Map.of("rel", "previous", "href", "http://inside/ports?x=0");
    Map<String, String> next = Map.of("rel", "next", "href", "http://inside/ports?marker=2");
    server.answer(
        "GET /v2.0/ports",
        Json.write(Map.of("ports", first, "ports_links", List.of(previous, next))));
    server.answer(
        "GET /v2.0/ports?marker=2",
        Json.write(Map.of("ports", second, "ports_links", List.of(previous))));
    assertEquals(List.of(), drift().findings());
  }

  @Test
  void readsPortForwardingsOfEachFloatingIp() {
    server.answer(
        FORWARDINGS,
        """
        {"port_forwardings": [{"id": "forwarding", "protocol": "tcp", "external_port": 2222,
          "internal_port": 22, "internal_ip_address": "10.41.16.32"}]}\
        """);
    assertEquals(
        List.of(
            new Finding(
                DriftKind.UNKNOWN_PORT_FORWARDING,
                "floating IP 198.51.100.34",
                "forwarding",
                "no port forwarding",
                "tcp 2222 to 10.41.16.32 port 22",
                "openstack --os-cloud staging-osl2 floating ip port forwarding delete"
                    + " 198.51.100.34-id forwarding")),
        drift().findings());
  }

  @Test
  void whatTheCloudHasNoApiForIsNotAssessed() {
    server.remove("GET /v2.0/rbac-policies");
    server.remove("GET /v2.0/address-groups");
    server.remove("GET /v2.0/extensions/floating-ip-port-forwarding");
    DriftReport drift = drift();
    assertEquals(List.of(), drift.findings());
    assertEquals(
        List.of(
            "objects shared with other projects (RBAC policies): the cloud has no such API",
            "port forwardings of floating IPs: the cloud has no such API",
            "address groups: the cloud has no such API"),
        drift.notAssessed());
  }

  private DriftReport drift() {
    return Drift.of(server.open(), live.fleet, live.plan);
  }
}
