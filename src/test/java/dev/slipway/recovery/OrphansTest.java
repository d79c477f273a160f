package dev.slipway.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.cloud.Cloud;
import dev.slipway.cloud.CloudEntry;
import dev.slipway.cloud.CloudException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A killed update's traces, found and removed over HTTP. */
class OrphansTest {
  private static final String STATE =
      """
      {"version": 3, "deployment": {
        "resources": [{"urn": "urn:p::s::openstack:networking/port:Port::a", "id": "known"}],
        "pending_operations": [
          {"type": "creating", "resource": {
            "urn": "urn:pulumi:s::slipway::openstack:networking/secGroupRule:SecGroupRule::rule",
            "type": "openstack:networking/secGroupRule:SecGroupRule",
            "inputs": {"securityGroupId": "g", "direction": "ingress", "ethertype": "IPv4",
              "protocol": "tcp", "portRangeMin": 6443, "portRangeMax": 6443,
              "remoteIpPrefix": "198.51.100.0/28"}}},
          {"type": "creating", "resource": {
            "urn": "urn:pulumi:s::slipway::openstack:networking/port:Port::api-port",
            "type": "openstack:networking/port:Port",
            "inputs": {"name": "api", "networkId": "n"}}},
          {"type": "creating", "resource": {
            "urn": "urn:pulumi:s::slipway::command:local:Command::secrets",
            "type": "command:local:Command", "inputs": {}}},
          {"type": "updating", "resource": {
            "urn": "urn:pulumi:s::slipway::openstack:networking/port:Port::b",
            "type": "openstack:networking/port:Port",
            "inputs": {"name": "other", "networkId": "n"}}}
        ]}}
      """;

  private final Map<String, String> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private String url;
  private int conflicts;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    url = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext("/", this::answer);
    server.start();
    answers.put(
        "POST /v3/auth/tokens",
        "{\"token\": {\"catalog\": [{\"type\": \"network\", \"endpoints\": ["
            + "{\"interface\": \"internal\", \"region\": \"one\", \"url\": \"http://127.0.0.1:1\"},"
            + "{\"interface\": \"public\", \"region\": \"one\", \"url\": \""
            + url
            + "/\"}]}, {\"type\": \"load-balancer\", \"endpoints\": ["
            + "{\"interface\": \"public\", \"region\": \"one\", \"url\": \""
            + url
            + "\"}]}]}}");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void whatIsThereAndInNoStateIsFound() {
    answers.put(
        "GET /v2.0/security-group-rules",
        "{\"security_group_rules\": [" + rule("same", 6443) + "," + rule("other", 50000) + "]}");
    answers.put(
        "GET /v2.0/ports",
        "{\"ports\": [{\"id\": \"known\", \"name\": \"api\", \"network_id\": \"n\"},"
            + "{\"id\": \"lost\", \"name\": \"api\", \"network_id\": \"n\"},"
            + "{\"id\": \"elsewhere\", \"name\": \"api\", \"network_id\": \"m\"}]}");
    List<String> ids =
        new Orphans(cloud()).of(StackState.read(STATE)).stream().map(Orphans.Orphan::id).toList();
    assertEquals(List.of("lost", "same"), ids);
  }

  /** The code of a ping is 0, which the provider does not send. */
  @Test
  void aZeroThatTheCloudNeverGotIsNoDifference() {
    answers.put(
        "GET /v2.0/security-group-rules",
        "{\"security_group_rules\": ["
            + rule("lost", 8).replace("\"port_range_max\": 8", "\"port_range_max\": null")
            + "]}");
    answers.put("GET /v2.0/ports", "{\"ports\": []}");
    String ping =
        STATE
            .replace("\"portRangeMin\": 6443", "\"portRangeMin\": 8")
            .replace("\"portRangeMax\": 6443", "\"portRangeMax\": 0");
    List<String> ids =
        new Orphans(cloud()).of(StackState.read(ping)).stream().map(Orphans.Orphan::id).toList();
    assertEquals(List.of("lost"), ids);
  }

  @Test
  void deletingOneThatIsGoneIsWell() {
    PendingCreate port = StackState.read(STATE).pendingCreates().get(1);
    new Orphans(cloud()).delete(new Orphans.Orphan(port, "lost"));
    assertEquals("GET /v2.0/ports/lost", asked.get(asked.size() - 1));
    assertTrue(asked.contains("DELETE /v2.0/ports/lost"), asked.toString());
  }

  @Test
  void aMemberIsLookedForInItsPoolAndDeletedWhenOctaviaIsReady() {
    String state =
        """
        {"deployment": {"pending_operations": [{"type": "creating", "resource": {
          "urn": "urn:p::s::openstack:loadbalancer/member:Member::m",
          "type": "openstack:loadbalancer/member:Member",
          "inputs": {"name": "node", "address": "10.41.64.11", "poolId": "p"}}}]}}
        """;
    answers.put(
        "GET /v2.0/lbaas/pools/p/members",
        "{\"members\": [{\"id\": \"lost\", \"name\": \"node\", \"address\": \"10.41.64.11\"}]}");
    conflicts = 1;
    Orphans orphans = new Orphans(cloud());
    orphans.of(StackState.read(state)).forEach(orphans::delete);
    assertEquals(
        List.of(
            "DELETE /v2.0/lbaas/pools/p/members/lost",
            "DELETE /v2.0/lbaas/pools/p/members/lost",
            "GET /v2.0/lbaas/pools/p/members/lost"),
        asked.subList(asked.size() - 3, asked.size()));
  }

  @Test
  void aServiceThatTheCatalogLacksIsNamed() {
    String server = STATE.replace("networking/port:Port", "compute/instance:Instance");
    answers.put("GET /v2.0/security-group-rules", "{}");
    Orphans orphans = new Orphans(cloud());
    CloudException refusal =
        assertThrows(CloudException.class, () -> orphans.of(StackState.read(server)));
    assertEquals("cloud c at " + url + " has no service of type compute", refusal.getMessage());
  }

  @Test
  void theSecretIsInNoText() {
    assertEquals("cloud c at " + url, entry().toString());
  }

  private Cloud cloud() {
    return Cloud.open(entry());
  }

  private CloudEntry entry() {
    return new CloudEntry("c", url, "id", "hidden", Optional.of("one"), "public", Optional.empty());
  }

  private static String rule(String id, int port) {
    return """
        {"id": "%s", "security_group_id": "g", "direction": "ingress", "ethertype": "IPv4",
         "protocol": "tcp", "port_range_min": %d, "port_range_max": %d, "remote_group_id": null,
         "remote_ip_prefix": "198.51.100.0/28", "description": ""}
        """
        .formatted(id, port, port);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    asked.add(request);
    String body = answers.get(request);
    byte[] bytes = (body == null ? "{}" : body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("X-Subject-Token", "token");
    boolean busy = request.startsWith("DELETE") && conflicts-- > 0;
    exchange.sendResponseHeaders(busy ? 409 : body == null ? 404 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
