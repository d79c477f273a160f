package dev.slipway.evidence.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.cloud.CloudServer;
import dev.slipway.drift.LiveProjectFixture;
import dev.slipway.evidence.control.Assessment;
import dev.slipway.evidence.control.Control;
import dev.slipway.evidence.control.Controls;
import dev.slipway.evidence.control.Outcome.Result;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.PacketTestRun;
import dev.slipway.evidence.model.ReachabilityEvidence;
import dev.slipway.evidence.model.RepositoryState;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.Environment;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Differences between the plan and a cloud's recorded answers: no control that depends on them is
 * satisfied.
 */
class InjectedDifferencesTest {
  private static final Instant TIME = Instant.parse("2026-11-24T21:30:00Z");
  private static final FleetPlan FLEET = FleetFixture.fleet();
  private static final String STACK = "staging-osl2";
  private static final String NODE = STACK + "-general-1";
  private static final String WORKER = STACK + "-worker";

  private final Map<String, CloudServer> servers = new LinkedHashMap<>();

  @BeforeEach
  void serveWhatIsPlanned() throws IOException {
    for (ClusterPlan cluster : FLEET.clusters()) {
      if (cluster.environment() == Environment.STAGING) {
        servers.put(cluster.name().text(), RecordedCloud.start());
        serve(new LiveProjectFixture(FLEET, cluster), cluster);
      }
    }
  }

  @AfterEach
  void stop() {
    servers.values().forEach(CloudServer::close);
  }

  /** Without this, the other tests could not fail. */
  @Test
  void controlsOfTheNetworkAreSatisfiedWithoutDifference() {
    assertEquals(
        Set.of("6.1", "6.2", "6.3", "6.4", "A.8.9", "A.8.20", "A.8.22", "A.8.31", "A.8.32"),
        numbers(assess(), Result.SATISFIED));
  }

  /** No run asks an API server, a Talos API, a load balancer or Argo CD. */
  @Test
  void controlsOfClustersAreNeverSatisfied() {
    assertEquals(
        Set.of(
            "4.1", "4.2", "4.3", "6.5", "A.5.3", "A.5.15", "A.8.2", "A.8.3", "A.8.5", "A.8.15",
            "A.8.25"),
        numbers(assess(), Result.NOT_ASSESSED));
    List<String> notAsked =
        assess().entryPoints().stream()
            .filter(one -> one.result() == Result.NOT_ASSESSED)
            .map(one -> one.entryPoint().toString())
            .toList();
    assertEquals(10, notAsked.size(), notAsked.toString());
    assertTrue(notAsked.contains("Argo CD of staging"), notAsked.toString());
    assertTrue(notAsked.contains("Talos API of staging-osl2"), notAsked.toString());
  }

  @Tag("values")
  @Test
  void noDifferenceLeavesControlSatisfied() {
    ClusterPlan cluster = FleetFixture.cluster(STACK);
    differences()
        .forEach(
            (name, difference) -> {
              LiveProjectFixture live = new LiveProjectFixture(FLEET, cluster);
              difference.accept(live);
              serve(live, cluster);
              assertSatisfiesNothing(name, Result.NOT_SATISFIED);
            });
    assertEquals(15, differences().size());
  }

  @Test
  void emptyProjectIsNotBuilt() {
    ClusterPlan cluster = FleetFixture.cluster(STACK);
    LiveProjectFixture live = new LiveProjectFixture(FLEET, cluster);
    List.of(live.ports, live.servers, live.networks, live.subnets, live.routers, live.floatingIps)
        .forEach(List::clear);
    live.groups.removeIf(group -> !"default".equals(group.get("name")));
    serve(live, cluster);
    assertSatisfiesNothing("not built", Result.NOT_BUILT);
    live.groups.get(0).put("security_group_rules", List.of(foreignRule()));
    serve(live, cluster);
    assertSatisfiesNothing("foreign rule in an empty project", Result.NOT_SATISFIED);
  }

  @Test
  void unreachableCloudIsNotAssessed() {
    Objects.requireNonNull(servers.get(STACK)).close();
    assertSatisfiesNothing("unreachable", Result.NOT_ASSESSED);
  }

  private void assertSatisfiesNothing(String difference, Result asPlanned) {
    Assessment assessment = assess();
    assertEquals(Set.of(), numbers(assessment, Result.SATISFIED), difference);
    Control configuration =
        Controls.ALL.stream().filter(one -> one.number().equals("A.8.9")).findFirst().orElseThrow();
    assertEquals(asPlanned, assessment.result(configuration), difference);
  }

  private static Map<String, Consumer<LiveProjectFixture>> differences() {
    Map<String, Consumer<LiveProjectFixture>> all = new LinkedHashMap<>();
    all.put("foreign rule", live -> live.rules(WORKER).add(foreignRule()));
    all.put("missing rule", live -> live.rules(WORKER).remove(0));
    all.put("rule in the default group", live -> live.rules("default").add(foreignRule()));
    all.put("port security off", live -> node(live).put("port_security_enabled", false));
    all.put("default group", live -> node(live).put("security_groups", List.of("default-id")));
    all.put("missing port", live -> live.ports.remove(node(live)));
    all.put(
        "floating IP",
        live ->
            live.floatingIps
                .get(0)
                .putAll(Map.of("fixed_ip_address", "10.41.16.32", "port_id", NODE + "-port-id")));
    all.put(
        "port forwarding",
        live ->
            live.portForwardings.add(
                Map.of("id", "one", "protocol", "tcp", "internal_ip_address", "10.41.16.32")));
    all.put("route", live -> live.routers.get(0).put("routes", List.of(route())));
    all.put("host route", live -> live.subnets.get(0).put("host_routes", List.of(route())));
    all.put(
        "router interface",
        live -> live.ports.add(LiveProjectFixture.interfacePort("10.41.16.2", "router")));
    all.put("network", live -> live.networks.add(LiveProjectFixture.network("side")));
    all.put("missing server", live -> live.servers.remove(0));
    all.put("stopped server", live -> live.servers.get(0).put("status", "SHUTOFF"));
    all.put("foreign server", live -> live.servers.add(Map.of("id", "x", "name", "miner")));
    return all;
  }

  private static Map<String, Object> node(LiveProjectFixture live) {
    return LiveProjectFixture.named(live.ports, NODE);
  }

  private static Map<String, Object> foreignRule() {
    Map<String, Object> rule = LiveProjectFixture.rule("IPv4", "tcp", 22, 22);
    rule.put("remote_ip_prefix", "203.0.113.0/24");
    return rule;
  }

  private static Map<String, String> route() {
    return Map.of("destination", "10.9.0.0/16", "nexthop", "10.41.16.32");
  }

  private static Set<String> numbers(Assessment assessment, Result result) {
    return Controls.ALL.stream()
        .filter(control -> assessment.result(control) == result)
        .map(Control::number)
        .collect(Collectors.toSet());
  }

  private Assessment assess() {
    return Assessment.of(
        new EvidenceInput(
            Environment.STAGING,
            TIME,
            FLEET,
            List.of(),
            ReachabilityEvidence.ofPlan(FLEET, Environment.STAGING),
            Optional.of(packets()),
            Optional.of(repository()),
            Optional.empty(),
            LiveEvidence.collect(FLEET, Environment.STAGING, cluster -> server(cluster).open())));
  }

  /** Returns the state of a repository in which every setting is as required. */
  private static RepositoryState repository() {
    return new RepositoryState("{}\n", "a/b on github", TIME, List.of(), List.of(), 1);
  }

  private static PacketTestRun packets() {
    return new PacketTestRun(
        "[]\n",
        List.of(
            packet("staging-general-1", "production-osl2-load-balancer-1", false),
            packet("staging-general-1", "staging-general-2", true)));
  }

  private static PacketTestRun.Packet packet(String from, String to, boolean delivered) {
    return new PacketTestRun.Packet(
        from,
        to,
        "198.51.100.66",
        6,
        6443,
        delivered,
        Optional.of(delivered),
        Optional.of(delivered));
  }

  private CloudServer server(ClusterPlan cluster) {
    return Objects.requireNonNull(servers.get(cluster.name().text()));
  }

  private void serve(LiveProjectFixture live, ClusterPlan cluster) {
    RecordedCloud.serve(server(cluster), cluster, live.collections());
  }
}
