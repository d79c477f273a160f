package dev.slipway.plan.security.reachability;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.NetworkPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.RecordCopy;
import dev.slipway.value.Environment;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannedNetworkModelTest {
  private final FleetPlan fleet = FleetFixture.fleet();
  private final NetworkModel shipped = PlannedNetworkModel.of(fleet);
  private final Reachability reachability = new Reachability(shipped);

  @Test
  void shippedFleetHasNoCrossEnvironmentPathOrRule() {
    assertEquals(List.of(), reachability.crossEnvironmentPaths());
    assertEquals(List.of(), reachability.crossEnvironmentRules());
  }

  @Test
  void noHostReachesHostOfAnotherEnvironment() {
    for (Host from : nonEmpty(shipped.hosts())) {
      for (Host to : shipped.hosts()) {
        if (!from.environment().equals(to.environment())) {
          assertEquals(
              TrafficSet.NONE, reachability.traffic(from, to), from.name() + " to " + to.name());
        }
      }
    }
  }

  @Test
  void hopsEqualResultForEachPair() {
    List<String> fromPairs =
        shipped.hosts().stream()
            .flatMap(to -> shipped.hosts().stream().map(from -> flow(from, to)))
            .filter(flow -> !flow.traffic().isEmpty())
            .sorted()
            .map(Flow::toString)
            .toList();
    List<String> listed =
        reachability.hops().stream()
            .map(hop -> flow(hop.from(), hop.to()))
            .sorted()
            .map(Flow::toString)
            .toList();
    assertEquals(nonEmpty(fromPairs), listed);
  }

  private Flow flow(Host from, Host to) {
    return new Flow(from.name(), to.name(), reachability.traffic(from, to));
  }

  @Test
  void opsClusterReachesApisOfItsEnvironment() {
    assertTrue(
        reachability.mayReach(
            host("staging-worker"), host("staging-osl2-load-balancer"), Traffic.KUBERNETES_API));
    assertEquals(
        TrafficSet.NONE,
        reachability.traffic(host("staging-control-plane"), host("staging-osl2-load-balancer")));
    assertEquals(
        TrafficSet.NONE,
        reachability.traffic(host("staging-osl2-load-balancer"), host("staging-worker")));
  }

  @Test
  void declaredConnectionsWorkInsideCluster() {
    assertEquals(
        "icmp 8, tcp 2379-2380, tcp 4240, tcp 6443, tcp 10250, tcp 50000-50001, udp 8472",
        reachability
            .traffic(host("staging-osl2-control-plane"), host("staging-osl2-control-plane"))
            .toString());
    assertEquals(
        "icmp 8, tcp 4240, tcp 6443, tcp 50001, udp 8472",
        reachability
            .traffic(host("staging-osl2-worker"), host("staging-osl2-control-plane"))
            .toString());
    assertEquals(
        TrafficSet.NONE,
        reachability.traffic(host("staging-osl2-load-balancer"), host("staging-osl2-worker")));
  }

  @Test
  void onlyJumpHostsReachFleetFromOutside() {
    for (Host host : nonEmpty(shipped.hosts())) {
      List<String> expected =
          host.name().endsWith("-load-balancer")
              ? List.of("198.51.100.0/28 to " + host.name() + ": tcp 6443, tcp 50000, tcp 50443")
              : List.of();
      assertEquals(expected, reachability.fromOutside(host).stream().map(Flow::toString).toList());
    }
  }

  @Test
  void hostRepresentsServersOfOneRole() {
    Host worker = host("staging-osl2-worker");
    assertEquals(Environment.STAGING, worker.environment().orElseThrow());
    assertEquals("staging-osl2", worker.network());
    assertEquals("[10.41.16.32/32, 10.41.16.33/32]", worker.addresses().toString());
    assertEquals("[198.51.100.35/32]", worker.sources().toString());
    assertEquals(List.of(), worker.targets());
  }

  @Test
  void pairHasVirtualIpAndRouterAddress() {
    FleetPlan allKeys = FleetFixture.allKeys();
    Host pair =
        PlannedNetworkModel.of(allKeys).hosts().stream()
            .filter(one -> one.name().equals("staging-sto2-load-balancer"))
            .findFirst()
            .orElseThrow();
    assertEquals("[10.41.32.2/32, 10.41.32.3/32, 10.41.32.10/32]", pair.addresses().toString());
    assertEquals("[198.51.100.36/32, 198.51.100.37/32]", pair.sources().toString());
    assertEquals("[198.51.100.36/32]", pair.targets().toString());
  }

  @Test
  void unplannedAddressIsWholeIpVersion() {
    ClusterPlan cluster = FleetFixture.cluster("staging-osl2");
    NetworkPlan network = cluster.network();
    NetworkPlan other =
        new NetworkPlan(
            "shared",
            network.cidr(),
            Optional.empty(),
            Optional.empty(),
            network.podCidr(),
            network.serviceCidr(),
            network.dnsServers(),
            network.ntpServers(),
            network.httpsPrefixes());
    Host worker =
        PlannedNetworkModel.hosts(RecordCopy.with(cluster, "network", other)).toList().get(1);
    assertEquals("staging-osl2-worker", worker.name());
    assertEquals("[10.41.16.32/32, 10.41.16.33/32, ::/0]", worker.sources().toString());
    assertEquals(worker.sources(), worker.targets());
  }

  @Test
  void roleWithoutServersHasNoHost() {
    ClusterPlan cluster = FleetFixture.cluster("staging-osl2");
    assertEquals(
        List.of("staging-osl2-control-plane", "staging-osl2-load-balancer"),
        PlannedNetworkModel.hosts(RecordCopy.with(cluster, "workers", List.of()))
            .map(Host::name)
            .toList());
  }

  @Test
  void amphoraIsHostThatForwards() {
    NetworkModel networks = PlannedNetworkModel.of(FleetFixture.networkKinds());
    Reachability fromPairs = new Reachability(networks);
    Host amphora = host(networks, "staging-oul1-load-balancer");
    assertEquals("[10.41.80.10/32, 10.41.80.16/28]", amphora.addresses().toString());
    assertEquals(
        List.of(
            "198.51.100.0/28 to staging-oul1-load-balancer: tcp 6443, tcp 50000",
            "203.0.113.96/31 to staging-oul1-load-balancer: tcp 6443"),
        fromPairs.fromOutside(amphora).stream().map(Flow::toString).toList());
    Host controlPlane = host(networks, "staging-oul1-control-plane");
    assertEquals("tcp 6443, tcp 50000", fromPairs.traffic(amphora, controlPlane).toString());
    assertEquals(
        "tcp 6443", fromPairs.traffic(host(networks, "staging-oul1-worker"), amphora).toString());
    assertEquals(List.of(), fromPairs.toOutside(amphora));
  }

  @Test
  void findsHostOfAnotherEnvironmentInAmphoraListener() {
    NetworkModel networks = PlannedNetworkModel.of(FleetFixture.networkKinds());
    Host amphora = host(networks, "staging-oul1-load-balancer");
    String floating = amphora.targets().get(0).toString();
    NetworkModel foreign =
        new NetworkModelBuilder()
            .host("foreign", Environment.PRODUCTION, "198.51.100.9/32")
            .out("foreign", floating, TrafficSet.of(Traffic.KUBERNETES_API))
            .build();
    List<NetworkPath> paths =
        new Reachability(
                new NetworkModel(
                    concat(networks.hosts(), foreign.hosts()),
                    concat(networks.groups(), foreign.groups())))
            .crossEnvironmentPaths();
    assertEquals(
        List.of("foreign to staging-oul1-load-balancer"),
        paths.stream().map(path -> path.from().name() + " to " + path.to().name()).toList());
  }

  private static <T> List<T> concat(List<T> one, List<T> two) {
    return Stream.concat(one.stream(), two.stream()).toList();
  }

  @Test
  void compiledRulesEqualDeclaredConnections() {
    List<Group> declared = PlannedNetworkModel.declaredGroups(fleet);
    assertEquals(nonEmpty(shipped.groups()).size(), declared.size());
    for (int i = 0; i < declared.size(); i++) {
      Group compiled = shipped.groups().get(i);
      assertEquals(declared.get(i).name(), compiled.name());
      assertTrue(compiled.rules().size() <= declared.get(i).rules().size(), compiled.name());
      assertTrue(
          EffectiveRules.of(compiled.rules())
              .isEquivalentTo(EffectiveRules.of(declared.get(i).rules())),
          compiled.name());
    }
  }

  private Host host(String name) {
    return host(shipped, name);
  }

  private static Host host(NetworkModel model, String name) {
    return model.hosts().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }
}
