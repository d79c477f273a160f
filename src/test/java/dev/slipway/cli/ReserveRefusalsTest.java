package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.config.ProjectAssignment;
import dev.slipway.testing.CliRun;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReserveRefusalsTest extends ReserveFixture {
  @Test
  void refusesEveryAddressThatIsSet() {
    files
        .with(
            STACK,
            "  externalNetwork: public\n",
            "  externalNetwork: public\n  routerExternalIp: 198.51.100.35\n")
        .with(
            STACK,
            "  address: 10.41.16.10\n",
            "  address: 10.41.16.10\n  floatingIp: 198.51.100.34\n");
    String before = files.text(STACK);
    assertInvalid(
        """
        DIR/staging-osl2.yaml:%d: endpoint.floatingIp: "198.51.100.34" is set, and slipway reserve did not reserve it; keep it if the cloud lets the project choose addresses, or remove the key and run this again
        DIR/staging-osl2.yaml:%d: network.routerExternalIp: "198.51.100.35" is set, and slipway reserve did not reserve it; keep it if the cloud lets the project choose addresses, or remove the key and run this again
        """
            .formatted(line("  floatingIp:"), line("  routerExternalIp:")),
        "--yes");
    assertEquals(List.of(), neutron.changes());
    assertEquals(before, files.text(STACK));
    assertEquals(
        "to delete them: slipway reserve staging-osl2 --release --yes\n",
        reserve("--release").out());
  }

  @Test
  void refusesIdsOfOtherResources() {
    reserve("--yes");
    neutron
        .object(ROUTER)
        .withObject("external_gateway_info")
        .putArray("external_fixed_ips")
        .addObject()
        .put("ip_address", "198.51.100.9");
    files.with(STACK, FLOATING_IP, ROUTER);
    assertInvalid(
        """
        DIR/staging-osl2.yaml:%d: endpoint.floatingIpId: "%s" is not a floating IP of the project; remove the keys of the reservation and reserve again: slipway reserve staging-osl2 --release --yes && slipway reserve staging-osl2 --yes
        DIR/staging-osl2.yaml:%d: network.routerExternalIp: "198.51.100.52" is not the address of network.routerId "%s", which has 198.51.100.9; set that, or remove both keys to reserve another
        """
            .formatted(line("  floatingIpId"), ROUTER, line("  routerExternalIp"), ROUTER),
        "--yes");
  }

  @Test
  void refusesARouterThatIsInUse() {
    String router = neutron.add("routers", STACK, "");
    neutron.addPort(router, "network:router_interface");
    CliRun run = reserve("--yes");
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    assertTrue(run.err().contains("network.routerId: cannot be set: router "), run.err());
    assertTrue(run.err().contains("so slipway reserve did not reserve it"), run.err());
  }

  @Test
  void refusesKeysWithoutAValue() {
    files.with(STACK, "endpoint:\n", "endpoint:\n  floatingIp:\n");
    assertInvalid(
        "DIR/staging-osl2.yaml:%d: endpoint.floatingIp: is null; remove the key, or set a value\n"
            .formatted(line("  floatingIp:")),
        "--yes");
    assertEquals(List.of(), neutron.changes());
  }

  @Test
  void refusesTwoResourcesOfTheStack() {
    String first = neutron.add("floatingips", "", API);
    String second = neutron.add("floatingips", "", API);
    neutron.add("floatingips", "", "of another user");
    assertInvalid(
        "DIR/staging-osl2.yaml:%d: endpoint.floatingIpId: is not set, and the project has 2 floating IPs with description \"%s\": 198.51.100.51 (%s), 198.51.100.52 (%s); delete all but one: openstack floating ip delete ID\n"
            .formatted(line("endpoint:"), API, first, second),
        "--yes");
  }

  @Test
  void refusesAResourceOnAnotherNetworkOrWithoutAddress() {
    String id = neutron.add("floatingips", "", API);
    neutron.object(id).put("floating_network_id", "another");
    String router = neutron.add("routers", STACK, "");
    neutron
        .object(router)
        .withObject("external_gateway_info")
        .putArray("external_fixed_ips")
        .addObject()
        .put("ip_address", "2001:db8::1");
    assertInvalid(
        """
        DIR/staging-osl2.yaml:%d: network.externalNetwork: is not the external network of floating IP 198.51.100.51 (%s), which an earlier run reserved; set the former network, or release it first: slipway reserve staging-osl2 --release --yes
        DIR/staging-osl2.yaml:%d: network.routerExternalIp: cannot be set: router %s has no single IPv4 address; use an external network with one IPv4 subnet per router
        """
            .formatted(line("  externalNetwork"), id, line("network:"), router),
        "--yes");
  }

  @Test
  void releasesNothingThatIsInUse() {
    reserve("--yes");
    neutron.object(FLOATING_IP).put("port_id", "a-port");
    neutron.addPort(ROUTER, "network:router_gateway");
    neutron.addPort(ROUTER, "network:router_interface");
    assertInvalid(
        """
        DIR/staging-osl2.yaml:%d: endpoint.floatingIpId: floating IP 198.51.100.51 (%s) is attached to port a-port; delete what uses it first: pulumi destroy --stack staging-osl2
        DIR/staging-osl2.yaml:%d: network.routerId: router 198.51.100.52 (%s) is connected to a network by port 00000000-0000-4000-8000-000000000004; delete what uses it first: pulumi destroy --stack staging-osl2
        """
            .formatted(line("  floatingIpId"), FLOATING_IP, line("  routerId"), ROUTER),
        "--release",
        "--yes");
    assertEquals(List.of("POST floatingips", "POST routers"), neutron.changes());
  }

  @Test
  void releasesNothingOfOtherUsers() {
    reserve("--yes");
    neutron.object(FLOATING_IP).put("description", "of another user");
    assertInvalid(
        "DIR/staging-osl2.yaml:%d: endpoint.floatingIpId: \"%s\" is a floating IP without description \"%s\", so slipway reserve did not reserve it; remove the keys by hand\n"
            .formatted(line("  floatingIpId"), FLOATING_IP, API),
        "--release",
        "--yes");
  }

  @Test
  void refusesAnotherProjectAndNetwork() throws IOException {
    files.with(STACK, "externalNetwork: public", "externalNetwork: internet");
    assertFailed(
        "DIR/staging-osl2.yaml: network.externalNetwork: \"internet\" is the name of 0 external"
            + " networks, expected 1; the cloud has public\n");
    files.with(
        STACK,
        ProjectAssignment.of(files.file(STACK)).id().orElseThrow(),
        "0123456789abcdef0123456789abcdef");
    CliRun run = reserve("--yes");
    assertEquals(ExitCodes.FAILED.code(), run.exitCode());
    assertTrue(run.err().contains("and project.id of stack staging-osl2 is 0123456789"), run::err);
    String other = ProjectAssignment.of(files.file("staging-sto2")).id().orElseThrow();
    files.with(STACK, "0123456789abcdef0123456789abcdef", other);
    assertFailed(
        "DIR/staging-osl2.yaml: project %s is already the project of DIR/staging-sto2.yaml; no two stacks may use the same\n"
            .formatted(other));
    assertEquals(List.of(), neutron.changes());
  }
}
