package dev.slipway.components;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.pulumi.test.Mocks.ResourceArgs;
import dev.slipway.Golden;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resources of stacks on a shared network, and of stacks with Octavia. */
class NetworkKindsProgramTest {
  private static final FleetPlan FLEET = FleetFixture.networkKinds();

  @ParameterizedTest
  @ValueSource(strings = {"staging-hel1", "staging-cph1", "staging-oul1"})
  void namesAreAContract(String stack) {
    String names =
        register(stack).stream()
            .map(one -> one.type + " " + one.name + "\n")
            .sorted()
            .collect(Collectors.joining());
    Golden.assertSame("names/network-kinds/" + stack + ".txt", names);
  }

  @Test
  void sharedNetworkStackCreatesOnlyGroupsPortsAndServers() {
    List<ResourceArgs> resources = register("staging-hel1");
    Set<String> types =
        resources.stream()
            .map(one -> one.type)
            .filter(type -> type.startsWith("openstack:"))
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(
            "openstack:networking/secGroup:SecGroup",
            "openstack:networking/secGroupRule:SecGroupRule",
            "openstack:networking/port:Port",
            "openstack:compute/serverGroup:ServerGroup",
            "openstack:compute/instance:Instance"),
        types);
    // Only the owner of a network may set it, even to its default.
    of(resources, "networking/port:Port")
        .forEach(port -> assertFalse(port.inputs.containsKey("portSecurityEnabled"), port.name));
  }

  @Test
  void ovnLoadBalancerHasNoAmphoraSettings() {
    List<ResourceArgs> resources = register("staging-cph1");
    ResourceArgs loadBalancer = of(resources, "loadbalancer/loadBalancer:LoadBalancer").get(0);
    assertEquals("ovn", loadBalancer.inputs.get("loadbalancerProvider"));
    assertEquals("10.41.64.10", loadBalancer.inputs.get("vipAddress"));
    List<ResourceArgs> listeners = of(resources, "loadbalancer/listener:Listener");
    assertEquals(2, listeners.size());
    listeners.forEach(one -> assertFalse(one.inputs.containsKey("allowedCidrs"), one.name));
    assertEquals(
        Set.of(6443.0, 50000.0),
        of(resources, "loadbalancer/member:Member").stream()
            .map(one -> one.inputs.get("protocolPort"))
            .collect(Collectors.toSet()));
    assertEquals(
        "[{start=10.41.64.16, end=10.41.64.31}]",
        String.valueOf(
            of(resources, "networking/subnet:Subnet").get(0).inputs.get("allocationPools")));
  }

  @Test
  void subnetHasResolversBecauseNoServerUsesDhcp() {
    assertEquals(List.of("1.1.1.1", "8.8.8.8"), resolvers(register("staging-cph1")));
    List<ResourceArgs> withResolvers =
        DeploymentFixture.of(FleetFixture.allKeys(), "staging-sto2").registered();
    assertEquals(List.of("198.51.100.2", "198.51.100.3"), resolvers(withResolvers));
  }

  private static Object resolvers(List<ResourceArgs> resources) {
    return Objects.requireNonNull(
        of(resources, "networking/subnet:Subnet").get(0).inputs.get("dnsNameservers"));
  }

  @Test
  void amphoraListenersAllowDeclaredConnectionsOnly() {
    List<ResourceArgs> resources = register("staging-oul1");
    List<Object> talos =
        of(resources, "loadbalancer/listener:Listener").stream()
            .filter(one -> Double.valueOf(50000).equals(one.inputs.get("protocolPort")))
            .map(one -> one.inputs.get("allowedCidrs"))
            .toList();
    assertEquals(List.of(List.of("198.51.100.0/28")), talos);
  }

  private static List<ResourceArgs> register(String stack) {
    return DeploymentFixture.of(FLEET, stack).registered();
  }

  private static List<ResourceArgs> of(List<ResourceArgs> resources, String type) {
    return nonEmpty(
        resources.stream().filter(one -> one.type.equals("openstack:" + type)).toList());
  }
}
