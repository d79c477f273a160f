package dev.slipway.drift;

import static dev.slipway.drift.LiveProjectFixture.NETWORK;
import static dev.slipway.drift.LiveProjectFixture.floatingIp;
import static dev.slipway.drift.LiveProjectFixture.interfacePort;
import static dev.slipway.drift.LiveProjectFixture.network;
import static dev.slipway.drift.LiveProjectFixture.router;
import static dev.slipway.drift.LiveProjectFixture.subnet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.testing.FleetFixture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Adds networks, subnets, routers and floating IPs to a project that matches its plan. */
class NetworkObjectsDriftTest {
  private static final String STACK = "staging-osl2";
  private static final String NODE = STACK + "-general-1";
  private static final String OPENSTACK = "openstack --os-cloud " + STACK + " ";
  private static final String PULUMI = "pulumi up --refresh --stack " + STACK;
  private static final String EXTERNAL = "198.51.100.34";
  private static final String UNPLANNED = "198.51.100.60";

  private final LiveProjectFixture live =
      new LiveProjectFixture(FleetFixture.fleet(), FleetFixture.cluster(STACK));

  @Test
  void detectsFloatingIpAtNode() {
    live.floatingIps.add(floatingIp(UNPLANNED, "10.41.16.32", NODE + "-port-id"));
    live.assertFinds(
        DriftKind.UNKNOWN_FLOATING_IP,
        "floating IP " + UNPLANNED,
        UNPLANNED + "-id",
        "no such floating IP",
        "attached to 10.41.16.32 of port " + NODE,
        OPENSTACK + "floating ip delete " + UNPLANNED + "-id");
  }

  @Test
  void detectsFloatingIpAtNoPort() {
    live.floatingIps.add(floatingIp(UNPLANNED, "", ""));
    assertEquals("attached to no port", live.single().actual());
  }

  @Test
  void detectsPlannedFloatingIpAtAnotherPort() {
    live.floatingIps.get(0).put("fixed_ip_address", "10.41.16.32");
    live.floatingIps.get(0).put("port_id", NODE + "-port-id");
    live.assertFinds(
        DriftKind.MOVED_FLOATING_IP,
        "floating IP " + EXTERNAL,
        EXTERNAL + "-id",
        "attached to 10.41.16.10",
        "attached to 10.41.16.32 of port " + NODE,
        PULUMI);
  }

  /** Two networks may have the same addresses. */
  @Test
  void detectsPlannedFloatingIpAtTheSameAddressOfAnotherNetwork() {
    live.networks.add(network("other"));
    Map<String, Object> twin = LiveProjectFixture.port("twin", "10.41.16.10", "network:dhcp");
    twin.put("network_id", "other-network");
    live.ports.add(twin);
    live.floatingIps.get(0).put("port_id", "twin-port-id");
    assertEquals(List.of(DriftKind.UNKNOWN_NETWORK, DriftKind.MOVED_FLOATING_IP), live.kinds());
  }

  @Test
  void detectsPortForwarding() {
    live.portForwardings.add(
        Map.of(
            "id", "forwarding",
            "floatingip_id", EXTERNAL + "-id",
            "protocol", "tcp",
            "external_port_range", "2222:2223",
            "internal_port_range", "22:23",
            "internal_ip_address", "10.41.16.32"));
    live.assertFinds(
        DriftKind.UNKNOWN_PORT_FORWARDING,
        "floating IP " + EXTERNAL,
        "forwarding",
        "no port forwarding",
        "tcp 2222:2223 to 10.41.16.32 port 22:23",
        OPENSTACK + "floating ip port forwarding delete " + EXTERNAL + "-id forwarding");
  }

  @Test
  void detectsRoute() {
    live.routers
        .get(0)
        .put("routes", List.of(Map.of("destination", "10.9.0.0/16", "nexthop", "10.41.16.32")));
    live.assertFinds(
        DriftKind.UNKNOWN_ROUTE,
        "router " + STACK,
        "router",
        "no route",
        "10.9.0.0/16 via 10.41.16.32",
        OPENSTACK + "router unset --route destination=10.9.0.0/16,gateway=10.41.16.32 router");
  }

  @Test
  void detectsHostRoute() {
    live.subnets
        .get(0)
        .put(
            "host_routes", List.of(Map.of("destination", "10.9.0.0/16", "nexthop", "10.41.16.32")));
    live.assertFinds(
        DriftKind.UNKNOWN_HOST_ROUTE,
        "subnet subnet",
        "subnet",
        "no host route",
        "10.9.0.0/16 via 10.41.16.32",
        OPENSTACK + "subnet unset --host-route destination=10.9.0.0/16,gateway=10.41.16.32 subnet");
  }

  @Test
  void detectsSecondInterfaceOfTheRouter() {
    live.ports.add(interfacePort("10.41.16.2", "router"));
    live.assertFinds(
        DriftKind.UNKNOWN_ROUTER_INTERFACE,
        "router " + STACK,
        "10.41.16.2-port-id",
        "no such interface",
        "10.41.16.2 in network " + STACK,
        OPENSTACK + "router remove port router 10.41.16.2-port-id");
  }

  /** The network's owner sees ports of other projects in it. */
  @Test
  void detectsRouterOfAnotherProjectInTheNetwork() {
    Map<String, Object> port = interfacePort("10.41.16.2", "elsewhere");
    port.put("project_id", "other");
    live.ports.add(port);
    assertEquals("router elsewhere", live.single().where());
  }

  /** Its fixes are in the order in which Neutron accepts them. */
  @Test
  void detectsNetworkWithSubnetAndRouter() {
    live.networks.add(network("side"));
    live.subnets.add(subnet("side-subnet", "side-network", "10.99.0.0/24", "10.99.0.1"));
    live.routers.add(router("side-router", "side", "198.51.100.61"));
    live.ports.add(interfacePort("10.41.16.3", "side-router"));
    Map<String, Object> port = interfacePort("10.99.0.1", "side-router");
    port.put("network_id", "side-network");
    live.ports.add(port);
    assertEquals(
        List.of(
            "router side: 10.41.16.3 in network " + STACK,
            "router side: 10.99.0.1 in network side",
            "router side: external address 198.51.100.61/32",
            "subnet side-subnet: 10.99.0.0/24 in network side",
            "network side: a network of this project"),
        live.differences().stream().map(one -> one.where() + ": " + one.actual()).toList());
    assertEquals(
        List.of(
            OPENSTACK + "router remove port side-router 10.41.16.3-port-id",
            OPENSTACK + "router remove port side-router 10.99.0.1-port-id",
            OPENSTACK + "router delete side-router",
            OPENSTACK + "subnet delete side-subnet",
            OPENSTACK + "network delete side-network"),
        live.differences().stream().map(Finding::fix).toList());
  }

  /** The older of two objects is not always the planned one: the planned ports decide. */
  @Test
  void detectsNetworkAndRouterWithPlannedNames() {
    Map<String, Object> twin = network(STACK);
    twin.put("created_at", "2001");
    live.networks.add(0, twin);
    live.routers.add(0, router("a-router", STACK, "198.51.100.61"));
    assertEquals(
        List.of("a-router", STACK + "-network"),
        live.differences().stream().map(Finding::id).toList());
  }

  @Test
  void detectsSecondSubnetOfTheNetwork() {
    live.subnets.add(subnet("ipv6", NETWORK, "2001:db8::/64", "2001:db8::1"));
    assertEquals(DriftKind.UNKNOWN_SUBNET, live.single().kind());
  }

  @Test
  void acceptsNetworksOfOtherProjects() {
    Map<String, Object> shared = network("public");
    shared.put("project_id", "operator");
    live.networks.add(shared);
    Map<String, Object> subnet = subnet("range", "public-network", "198.51.100.0/24", "");
    subnet.put("project_id", "operator");
    live.subnets.add(subnet);
    assertEquals(List.of(), live.differences());
  }

  @Test
  void detectsChangedSubnet() {
    Map<String, Object> subnet = live.subnets.get(0);
    subnet.put("gateway_ip", "10.41.16.9");
    subnet.put("enable_dhcp", true);
    subnet.put("dns_nameservers", List.of("203.0.113.9"));
    live.assertFinds(
        DriftKind.CHANGED_SUBNET,
        "subnet subnet",
        "subnet",
        "gateway 10.41.16.1; DHCP off; resolvers 1.1.1.1, 8.8.8.8",
        "gateway 10.41.16.9; DHCP on; resolvers 203.0.113.9",
        PULUMI);
  }

  @Test
  void detectsChangedExternalAddress() {
    live.routers.set(0, router("router", STACK, "198.51.100.61"));
    assertEquals(DriftKind.CHANGED_ROUTER, live.single().kind());
    assertEquals("external address 198.51.100.35", live.single().expected());
  }

  @Test
  void detectsMissingObjects() {
    live.floatingIps.clear();
    live.routers.clear();
    live.subnets.clear();
    assertEquals(
        List.of(
            "router router: 10.41.16.1 in network " + STACK,
            "floating IP " + EXTERNAL + ": does not exist",
            "router " + STACK + ": does not exist",
            "subnet 10.41.16.0/24 of network " + STACK + ": does not exist"),
        live.differences().stream().map(one -> one.where() + ": " + one.actual()).toList());
  }

  @Test
  void detectsMissingInterface() {
    live.ports.removeIf(port -> "network:router_interface".equals(port.get("device_owner")));
    assertEquals("interface 10.41.16.1 of router " + STACK, live.single().where());
  }

  @Test
  void cloudWithoutRoutersHasNothingMissing() {
    live.routers.clear();
    live.floatingIps.clear();
    live.ports.removeIf(port -> "network:router_interface".equals(port.get("device_owner")));
    live.absent.addAll(List.of("routers", "floatingips", "port-forwardings"));
    DriftReport report = live.report();
    assertEquals(List.of(), report.findings());
    assertEquals(3, report.notAssessed().size());
  }

  @Test
  void deletesLoadBalancerAndNotItsPort() {
    Map<String, Object> port =
        new HashMap<>(LiveProjectFixture.port("octavia-lb", "10.41.16.50", "Octavia"));
    port.put("device_id", "lb-0b7a2f4c-1111-2222-3333-444444444444");
    live.ports.add(port);
    assertEquals(
        OPENSTACK + "loadbalancer delete --cascade 0b7a2f4c-1111-2222-3333-444444444444",
        live.single().fix());
  }
}
