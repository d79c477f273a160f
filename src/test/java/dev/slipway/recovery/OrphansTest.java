package dev.slipway.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.CloudServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orphans of an interrupted update, found and deleted over HTTP. */
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

  private CloudServer server;

  @BeforeEach
  void serve() throws IOException {
    server = new CloudServer("network", "load-balancer");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void findsObjectsThatAreNotRecorded() {
    server.answer(
        "GET /v2.0/security-group-rules",
        "{\"security_group_rules\": [" + rule("same", 6443) + "," + rule("other", 50000) + "]}");
    server.answer(
        "GET /v2.0/ports",
        "{\"ports\": [{\"id\": \"known\", \"name\": \"api\", \"network_id\": \"n\"},"
            + "{\"id\": \"lost\", \"name\": \"api\", \"network_id\": \"n\"},"
            + "{\"id\": \"elsewhere\", \"name\": \"api\", \"network_id\": \"m\"}]}");
    List<String> ids =
        new Orphans(server.open())
            .of(StackState.read(STATE)).stream().map(Orphans.Orphan::id).toList();
    assertEquals(List.of("lost", "same"), ids);
  }

  /** The ICMP code of a ping is 0, which the provider does not send. */
  @Test
  void findsRuleWithInputZero() {
    server.answer(
        "GET /v2.0/security-group-rules",
        "{\"security_group_rules\": ["
            + rule("lost", 8).replace("\"port_range_max\": 8", "\"port_range_max\": null")
            + "]}");
    server.answer("GET /v2.0/ports", "{\"ports\": []}");
    String ping =
        STATE
            .replace("\"portRangeMin\": 6443", "\"portRangeMin\": 8")
            .replace("\"portRangeMax\": 6443", "\"portRangeMax\": 0");
    List<String> ids =
        new Orphans(server.open())
            .of(StackState.read(ping)).stream().map(Orphans.Orphan::id).toList();
    assertEquals(List.of("lost"), ids);
  }

  @Test
  void deletesOrphanThatNoLongerExists() {
    PendingCreate port = StackState.read(STATE).pendingCreates().get(1);
    new Orphans(server.open()).delete(new Orphans.Orphan(port, "lost"));
    assertEquals("GET /v2.0/ports/lost", server.lastRequest());
    assertTrue(server.requests().contains("DELETE /v2.0/ports/lost"));
  }

  @Test
  void findsMemberInItsPoolAndDeletesItWhenOctaviaIsReady() {
    String state =
        """
        {"deployment": {"pending_operations": [{"type": "creating", "resource": {
          "urn": "urn:p::s::openstack:loadbalancer/member:Member::m",
          "type": "openstack:loadbalancer/member:Member",
          "inputs": {"name": "node", "address": "10.41.64.11", "poolId": "p"}}}]}}
        """;
    server.answer(
        "GET /v2.0/lbaas/pools/p/members",
        "{\"members\": [{\"id\": \"lost\", \"name\": \"node\", \"address\": \"10.41.64.11\"}]}");
    server.conflictOnce();
    Orphans orphans = new Orphans(server.open());
    orphans.of(StackState.read(state)).forEach(orphans::delete);
    assertEquals(
        List.of(
            "DELETE /v2.0/lbaas/pools/p/members/lost",
            "DELETE /v2.0/lbaas/pools/p/members/lost",
            "GET /v2.0/lbaas/pools/p/members/lost"),
        server.requests().subList(server.requests().size() - 3, server.requests().size()));
  }

  @Test
  void reportsServiceMissingFromCatalog() {
    String state = STATE.replace("networking/port:Port", "compute/instance:Instance");
    server.answer("GET /v2.0/security-group-rules", "{\"security_group_rules\": []}");
    Orphans orphans = new Orphans(server.open());
    CloudException refusal =
        assertThrows(CloudException.class, () -> orphans.of(StackState.read(state)));
    assertEquals(
        "cloud c at " + server.url() + " has no service of type compute", refusal.getMessage());
  }

  @Test
  void entryAsTextHasNoSecret() {
    assertEquals("cloud c at " + server.url(), server.entry().toString());
  }

  private static String rule(String id, int port) {
    return """
    {"id": "%s", "security_group_id": "g", "direction": "ingress", "ethertype": "IPv4",
     "protocol": "tcp", "port_range_min": %d, "port_range_max": %d, "remote_group_id": null,
     "remote_ip_prefix": "198.51.100.0/28", "description": ""}
    """
        .formatted(id, port, port);
  }
}
