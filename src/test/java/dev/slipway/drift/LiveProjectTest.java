package dev.slipway.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  private final LiveProjectFixture live =
      new LiveProjectFixture(FleetFixture.fleet(), FleetFixture.cluster("staging-osl2"));

  private CloudServer server;

  @BeforeEach
  void serve() throws IOException {
    server = new CloudServer("network", "compute");
    live.collections()
        .forEach(
            (name, items) -> {
              String prefix = name.equals("servers") ? "/" : "/v2.0/";
              server.answer(
                  "GET " + prefix + name, Json.write(Map.of(name.replace('-', '_'), items)));
            });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendsReadingRequestsOnly() {
    assertEquals(List.of(), drift());
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
    assertEquals(List.of(), drift());
  }

  @Test
  void acceptsACloudWithoutAddressGroupsAndRbacPolicies() {
    server.remove("GET /v2.0/rbac-policies");
    server.remove("GET /v2.0/address-groups");
    assertEquals(List.of(), drift());
    assertTrue(server.requests().contains("GET /v2.0/address-groups"));
  }

  private List<Finding> drift() {
    return Drift.of(server.open(), live.fleet, live.plan);
  }
}
