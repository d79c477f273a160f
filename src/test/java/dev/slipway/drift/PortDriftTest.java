package dev.slipway.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.DnsLabel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Changes ports of a project that matches its plan, one at a time. */
class PortDriftTest {
  private static final String STACK = "staging-osl2";
  private static final String WORKER = STACK + "-worker";
  private static final String NODE = STACK + "-general-1";
  private static final String OPENSTACK = "openstack --os-cloud " + STACK + " ";
  private static final String PULUMI = "pulumi up --refresh --stack " + STACK;

  private final LiveProjectFixture live =
      new LiveProjectFixture(FleetFixture.fleet(), FleetFixture.cluster(STACK));

  @Test
  void acceptsTheVirtualIpOfAHighlyAvailableEndpoint() {
    FleetPlan fleet = FleetFixture.allKeys();
    LiveProjectFixture pair =
        new LiveProjectFixture(fleet, fleet.clusterOrThrow(DnsLabel.parse("staging-sto2")));
    assertTrue(pair.plan.endpoint() instanceof EndpointPlan.HaproxyPair);
    assertEquals(List.of(), pair.differences());
  }

  @Test
  void detectsPortInAnotherProjectsGroupOfTheSameName() {
    Map<String, Object> shared = LiveProjectFixture.group(WORKER);
    shared.put("id", "shared");
    shared.put("project_id", "other");
    live.groups.add(0, shared);
    assertEquals(List.of(), live.differences());
    node().put("security_groups", List.of("shared", WORKER + "-id"));
    Finding finding = live.single();
    assertEquals(DriftKind.PORT_IN_UNEXPECTED_GROUP, finding.kind());
    assertEquals(WORKER + ", " + WORKER + " (shared)", finding.actual());
  }

  @Test
  void detectsPortInTheDefaultGroup() {
    node().put("security_groups", List.of("default-id"));
    live.assertFinds(
        DriftKind.PORT_IN_DEFAULT_GROUP,
        "port " + NODE,
        NODE + "-port-id",
        WORKER,
        "default (default-id)",
        OPENSTACK
            + "port set --no-security-group --security-group "
            + WORKER
            + " "
            + NODE
            + "-port-id");
  }

  @Test
  void detectsPortInNoGroupAndInAnUnexpectedOne() {
    node().put("security_groups", List.of());
    assertEquals(List.of(DriftKind.PORT_IN_NO_GROUP), live.kinds());
    node().put("security_groups", List.of(STACK + "-control-plane-id", WORKER + "-id"));
    assertEquals(List.of(DriftKind.PORT_IN_UNEXPECTED_GROUP), live.kinds());
  }

  @Test
  void detectsPortSecurityOff() {
    node().put("port_security_enabled", false);
    live.assertFinds(
        DriftKind.PORT_SECURITY_OFF,
        "port " + NODE,
        NODE + "-port-id",
        "port security on",
        "off: no rule applies, and the port may send from any address",
        OPENSTACK
            + "port set --enable-port-security --no-security-group --security-group "
            + WORKER
            + " "
            + NODE
            + "-port-id");
  }

  @Test
  void detectsUnplannedAddressPair() {
    node().put("allowed_address_pairs", List.of(Map.of("ip_address", "0.0.0.0/0")));
    Finding finding = live.single();
    assertEquals(DriftKind.WIDE_ADDRESS_PAIR, finding.kind());
    assertEquals("none: 0.0.0.0/0", finding.expected() + ": " + finding.actual());
    assertEquals(PULUMI, finding.fix());
  }

  @Test
  void detectsPlannedAddressPairWithAnotherMacAddress() {
    FleetPlan fleet = FleetFixture.allKeys();
    LiveProjectFixture pair =
        new LiveProjectFixture(fleet, fleet.clusterOrThrow(DnsLabel.parse("staging-sto2")));
    String endpoint = pair.plan.endpoint().address().toString();
    LiveProjectFixture.named(pair.ports, "staging-sto2-load-balancer-1")
        .put(
            "allowed_address_pairs",
            List.of(Map.of("ip_address", endpoint, "mac_address", "fa:16:3e:00:00:99")));
    assertEquals(
        List.of(endpoint + " with another MAC address"),
        pair.differences().stream().map(Finding::actual).toList());
  }

  @Test
  void detectsServerPortThatNeutronTrusts() {
    node().put("device_owner", "network:dhcp");
    live.assertFinds(
        DriftKind.UNFILTERED_PORT,
        "port " + NODE,
        NODE + "-port-id",
        "device owner compute:…",
        "device owner network:dhcp, whose ports Neutron does not filter",
        OPENSTACK + "port set --device-owner compute:nova " + NODE + "-port-id");
  }

  @Test
  void detectsUnknownPortOfAnotherProject() {
    Map<String, Object> intruder = LiveProjectFixture.port("intruder", "10.41.16.99", "");
    intruder.put("project_id", "other");
    intruder.put("security_groups", List.of(WORKER + "-id"));
    live.ports.add(intruder);
    live.assertFinds(
        DriftKind.UNKNOWN_PORT,
        "port intruder",
        "intruder-port-id",
        "no such port",
        "10.41.16.99 in " + WORKER,
        OPENSTACK + "port delete intruder-port-id");
  }

  @Test
  void detectsSecondPortWithAPlannedName() {
    Map<String, Object> twin = LiveProjectFixture.port(NODE, "10.41.16.99", "compute:nova");
    twin.put("id", "another");
    live.ports.add(twin);
    Finding finding = live.single();
    assertEquals(DriftKind.UNKNOWN_PORT, finding.kind());
    assertEquals("10.41.16.99 in none", finding.actual());
    assertEquals(
        OPENSTACK
            + "server remove port "
            + NODE
            + "-server another && "
            + OPENSTACK
            + "port delete another",
        finding.fix());
  }

  @Test
  void neverDeletesServerWhosePortHasAnotherAddress() {
    node().put("fixed_ips", List.of(Map.of("ip_address", "10.41.16.64", "subnet_id", "subnet")));
    live.assertFinds(
        DriftKind.MOVED_PORT,
        "port " + NODE,
        NODE + "-port-id",
        "10.41.16.32",
        "10.41.16.64",
        "slipway plan " + STACK);
  }

  @Test
  void reportsAMissingPortWithItsAddress() {
    live.ports.remove(node());
    Finding finding = live.single();
    assertEquals(DriftKind.MISSING_PORT, finding.kind());
    assertEquals("a port with address 10.41.16.32", finding.expected());
  }

  private Map<String, Object> node() {
    return LiveProjectFixture.named(live.ports, NODE);
  }
}
