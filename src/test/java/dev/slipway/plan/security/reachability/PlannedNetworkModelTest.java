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
  private final Reachability proof = new Reachability(shipped);

  @Test
  void noEnvironmentOfTheShippedFleetReachesAnother() {
    assertEquals(List.of(), proof.crossEnvironmentPaths());
    assertEquals(List.of(), proof.crossEnvironmentRules());
  }

  @Test
  void everyPairOfMachinesOfTwoEnvironmentsIsClosed() {
    for (Host from : nonEmpty(shipped.hosts())) {
      for (Host to : shipped.hosts()) {
        if (!from.environment().equals(to.environment())) {
          assertEquals(TrafficSet.NONE, proof.traffic(from, to), from.name() + " to " + to.name());
        }
      }
    }
  }

  @Test
  void theListOfHopsIsWhatAskingEachPairGives() {
    List<String> asked =
        shipped.hosts().stream()
            .flatMap(to -> shipped.hosts().stream().map(from -> flow(from, to)))
            .filter(flow -> !flow.traffic().isEmpty())
            .sorted()
            .map(Flow::toString)
            .toList();
    List<String> listed =
        proof.hops().stream()
            .map(hop -> flow(hop.from(), hop.to()))
            .sorted()
            .map(Flow::toString)
            .toList();
    assertEquals(nonEmpty(asked), listed);
  }

  private Flow flow(Host from, Host to) {
    return new Flow(from.name(), to.name(), proof.traffic(from, to));
  }

  @Test
  void theOpsClusterReachesTheApisOfItsEnvironment() {
    assertTrue(
        proof.mayReach(
            machine("staging-worker"),
            machine("staging-osl2-load-balancer"),
            Traffic.KUBERNETES_API));
    assertEquals(
        TrafficSet.NONE,
        proof.traffic(machine("staging-control-plane"), machine("staging-osl2-load-balancer")));
    assertEquals(
        TrafficSet.NONE,
        proof.traffic(machine("staging-osl2-load-balancer"), machine("staging-worker")));
  }

  @Test
  void insideAClusterTheSentencesHold() {
    assertEquals(
        "icmp 8, tcp 2379-2380, tcp 4240, tcp 6443, tcp 10250, tcp 50000-50001, udp 8472",
        proof
            .traffic(machine("staging-osl2-control-plane"), machine("staging-osl2-control-plane"))
            .toString());
    assertEquals(
        "icmp 8, tcp 4240, tcp 6443, tcp 50001, udp 8472",
        proof
            .traffic(machine("staging-osl2-worker"), machine("staging-osl2-control-plane"))
            .toString());
    assertEquals(
        TrafficSet.NONE,
        proof.traffic(machine("staging-osl2-load-balancer"), machine("staging-osl2-worker")));
  }

  @Test
  void onlyTheJumpHostComesInFromOutside() {
    for (Host machine : nonEmpty(shipped.hosts())) {
      List<String> expected =
          machine.name().endsWith("-load-balancer")
              ? List.of("198.51.100.0/28 to " + machine.name() + ": tcp 6443, tcp 50000")
              : List.of();
      assertEquals(expected, proof.fromOutside(machine).stream().map(Flow::toString).toList());
    }
  }

  @Test
  void aMachineStandsForTheServersOfItsRole() {
    Host worker = machine("staging-osl2-worker");
    assertEquals(Environment.STAGING, worker.environment().orElseThrow());
    assertEquals("staging-osl2", worker.network());
    assertEquals("[10.41.16.32/32, 10.41.16.33/32]", worker.addresses().toString());
    assertEquals("[198.51.100.35/32]", worker.sources().toString());
    assertEquals(List.of(), worker.targets());
  }

  @Test
  void aPairsAddressIsOfBothAndEitherMaySendAsTheRouter() {
    FleetPlan whole = FleetFixture.allKeys();
    Host pair =
        PlannedNetworkModel.of(whole).hosts().stream()
            .filter(one -> one.name().equals("staging-sto2-load-balancer"))
            .findFirst()
            .orElseThrow();
    assertEquals("[10.41.32.2/32, 10.41.32.3/32, 10.41.32.10/32]", pair.addresses().toString());
    assertEquals("[198.51.100.36/32, 198.51.100.37/32]", pair.sources().toString());
    assertEquals("[198.51.100.36/32]", pair.targets().toString());
  }

  @Test
  void anAddressThatThePlanDoesNotKnowIsAny() {
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
            network.ntpServers());
    Host worker =
        PlannedNetworkModel.hosts(RecordCopy.with(cluster, "network", other)).toList().get(1);
    assertEquals("staging-osl2-worker", worker.name());
    assertEquals("[10.41.16.32/32, 10.41.16.33/32, ::/0]", worker.sources().toString());
    assertEquals(worker.sources(), worker.targets());
  }

  @Test
  void aRoleWithoutServersIsNoMachine() {
    ClusterPlan cluster = FleetFixture.cluster("staging-osl2");
    assertEquals(
        List.of("staging-osl2-control-plane", "staging-osl2-load-balancer"),
        PlannedNetworkModel.hosts(RecordCopy.with(cluster, "workers", List.of()))
            .map(Host::name)
            .toList());
  }

  @Test
  void anAmphoraIsAMachineThatPassesThingsOn() {
    NetworkModel networks = PlannedNetworkModel.of(FleetFixture.networkKinds());
    Reachability asked = new Reachability(networks);
    Host amphora = machine(networks, "staging-oul1-load-balancer");
    assertEquals("[10.41.80.10/32, 10.41.80.16/28]", amphora.addresses().toString());
    assertEquals(
        List.of(
            "198.51.100.0/28 to staging-oul1-load-balancer: tcp 6443, tcp 50000",
            "203.0.113.96/31 to staging-oul1-load-balancer: tcp 6443"),
        asked.fromOutside(amphora).stream().map(Flow::toString).toList());
    Host controlPlane = machine(networks, "staging-oul1-control-plane");
    assertEquals("tcp 6443, tcp 50000", asked.traffic(amphora, controlPlane).toString());
    assertEquals(
        "tcp 6443", asked.traffic(machine(networks, "staging-oul1-worker"), amphora).toString());
    assertEquals(List.of(), asked.toOutside(amphora));
  }

  @Test
  void aStrangerWhomAnAmphorasListenerLetsInIsFound() {
    NetworkModel networks = PlannedNetworkModel.of(FleetFixture.networkKinds());
    Host amphora = machine(networks, "staging-oul1-load-balancer");
    String floating = amphora.targets().get(0).toString();
    NetworkModel stranger =
        new NetworkModelBuilder()
            .host("stranger", Environment.PRODUCTION, "198.51.100.9/32")
            .out("stranger", floating, TrafficSet.of(Traffic.KUBERNETES_API))
            .build();
    List<NetworkPath> ways =
        new Reachability(
                new NetworkModel(
                    concat(networks.hosts(), stranger.hosts()),
                    concat(networks.groups(), stranger.groups())))
            .crossEnvironmentPaths();
    assertEquals(
        List.of("stranger to staging-oul1-load-balancer"),
        ways.stream().map(way -> way.from().name() + " to " + way.to().name()).toList());
  }

  private static <T> List<T> concat(List<T> one, List<T> two) {
    return Stream.concat(one.stream(), two.stream()).toList();
  }

  @Test
  void theCompiledRulesMeanWhatTheSentencesSay() {
    List<Group> sentences = PlannedNetworkModel.declaredGroups(fleet);
    assertEquals(nonEmpty(shipped.groups()).size(), sentences.size());
    for (int i = 0; i < sentences.size(); i++) {
      Group compiled = shipped.groups().get(i);
      assertEquals(sentences.get(i).name(), compiled.name());
      assertTrue(compiled.rules().size() <= sentences.get(i).rules().size(), compiled.name());
      assertTrue(
          EffectiveRules.of(compiled.rules())
              .isEquivalentTo(EffectiveRules.of(sentences.get(i).rules())),
          compiled.name());
    }
  }

  private Host machine(String name) {
    return machine(shipped, name);
  }

  private static Host machine(NetworkModel segmentation, String name) {
    return segmentation.hosts().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
