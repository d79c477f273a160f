package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two Management Clusters beside the Ops Cluster: one on a network of the cloud's, one behind
 * Octavia's load balancer. Leaves the Ops Cluster to FleetIT, which then has it already.
 */
@Order(1)
@TestMethodOrder(OrderAnnotation.class)
class NetworkKindsIT {
  private static final String OPS = "staging";
  private static final String SHARED = "staging-hel1";
  private static final String OCTAVIA = "staging-cph1";
  private static final List<String> BOTH = List.of(SHARED, OCTAVIA);
  private static final Path FILES = Path.of("src/test/resources/network-kinds");

  /** What listens somewhere in a cluster, or would be the first thing to try. */
  private static final String PORTS = "22,443,2379,2380,6443,10250,50000,50001";

  /** Of curl, where the other side refuses; a silent one takes its time and has another. */
  private static final int NOT_CONNECTED = 7;

  private static OtherStacks stacks;
  private static Map<String, String> environment;

  @BeforeAll
  static void bringUp() throws IOException {
    Lab.lab(20, "up").orFail("lab up");
    stacks = OtherStacks.copy("network-stacks");
    stacks.with(
        OPS,
        "clusterCidrs: [198.51.100.32/27]",
        "clusterCidrs: [198.51.100.32/27, 203.0.113.128/25]");
    for (String stack : BOTH) {
      stacks.adding(FILES.resolve(stack + ".yaml"));
    }
    environment = stacks.environment();
    Lab.lab(20, environment, "run", OPS).orFail("lab run");
    BOTH.forEach(Lab::selectStack);
    pulumi("up --yes --skip-preview");
    List.of(OPS, SHARED, OCTAVIA).forEach(Lab::keepCredentials);
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {SHARED, OCTAVIA})
  void everyNodeIsReadyThroughTheEndpoint(String stack) {
    ClusterPlan plan = stacks.cluster(stack);
    String nodes = kubectl(stack, "get nodes --no-headers").orFail("get nodes");
    assertEquals(
        plan.nodes().stream().map(node -> node.name() + " Ready").sorted().toList(),
        nodes.lines().map(line -> line.replaceFirst("^(\\S+)\\s+(\\S+).*", "$1 $2")).toList());
    String server = kubectl(stack, "config view -o jsonpath={.clusters[0].cluster.server}").text();
    assertEquals(plan.endpoint().externalUrl(), server);
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {SHARED, OCTAVIA})
  void preflightFindsAllThatTheKindTakes(String stack) {
    assertEquals(
        stack + ": the cloud has all that it needs",
        Lab.shell("./slipway preflight " + stack, environment).orFail("preflight").strip());
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {SHARED, OCTAVIA})
  void nothingDiffersFromThePlan(String stack) {
    assertEquals(
        stack + ": no drift",
        Lab.shell("./slipway drift " + stack, environment).orFail("drift").strip());
  }

  @Test
  @Order(1)
  void preflightSaysWhatIsWrongWithASlice() throws IOException {
    Map<String, String> lacking =
        OtherStacks.copy("lacking-networks")
            .adding(FILES.resolve(SHARED + ".yaml"))
            .with(
                OPS,
                "clusterCidrs: [198.51.100.32/27]",
                "clusterCidrs: [198.51.100.32/27, 203.0.113.0/24]")
            .with(SHARED, "203.0.113.128/26", "203.0.113.0/26")
            .with(SHARED, "203.0.113.138", "203.0.113.10")
            .environment();
    String shared = Lab.shell("./slipway preflight " + SHARED, lacking).text();
    for (String one :
        List.of(
            "missing: network \"shared\" has its gateway 203.0.113.1 in network.cidr"
                + " 203.0.113.0/26",
            "missing: network \"shared\" gives out 203.0.113.2 to 203.0.113.63 to anybody")) {
      assertTrue(shared.contains(one), shared);
    }
  }

  /** ArgoCD is in another project: single addresses are all that the rules of both sides know. */
  @ParameterizedTest
  @Order(2)
  @ValueSource(strings = {SHARED, OCTAVIA})
  void argoCdReachesTheCluster(String stack) {
    assertEquals("Successful", ArgoCd.connectionOf(OPS, stack));
  }

  @Test
  @Order(3)
  void theJumpHostReachesTwoPortsAndAStrangerOutsideNone() {
    List<String> endpoints =
        BOTH.stream()
            .map(stack -> stacks.cluster(stack).endpoint().externalAddress().toString())
            .toList();
    Scan scan = new Scan(PORTS, endpoints);
    assertEquals(scan.finding(6443, 50000), Lab.shell(scan.line()).orFail("scan"));
    assertEquals(
        scan.finding(),
        Lab.shell("lab/probes/as-external-host " + scan.line()).orFail("scan from outside"));
    // The same stranger does reach the shared network: its router answers, once it knows the way.
    Lab.shell("lab/probes/as-external-host ping -c 5 -i 0.2 203.0.113.1").orFail("ping");
  }

  /** Nobody asked for it, everybody could reach it: each port has a public IPv6 address. */
  @Test
  @Order(3)
  void overIpv6NobodyComesInThoughPacketsPass() {
    List<String> addresses = publicIpv6();
    assertEquals(stacks.cluster(SHARED).servers().size(), addresses.size());
    Scan scan = new Scan(PORTS, addresses);
    assertEquals(scan.finding(), Lab.shell(scan.line()).orFail("scan"));
    // A way out that a sentence names is open: nobody listens there, and the refusal comes back.
    String server = stacks.cluster(SHARED).controlPlane().get(0).name();
    Lab.CommandResult out = Lab.inServer(server, "curl -sS -m 5 https://[2001:db8:100::1]");
    assertEquals(NOT_CONNECTED, out.code(), out.text());
  }

  /** On a shared network anybody's server is a neighbour. */
  @Test
  @Order(4)
  void aNeighbourOnTheSharedNetworkReachesNothing() {
    ClusterPlan plan = stacks.cluster(SHARED);
    List<String> addresses = new ArrayList<>(publicIpv6());
    plan.servers().forEach(server -> addresses.add(server.address().toString()));
    try (ForeignServer stranger = new ForeignServer(plan)) {
      stranger.findsNothing(new Scan(PORTS, addresses));
    }
  }

  @Test
  @Order(5)
  void aSecondUpChangesNothing() {
    pulumi("up --yes --skip-preview --expect-no-changes");
  }

  @Test
  @Order(6)
  void destroyLeavesNothing() {
    Parallel.each(BOTH, Project::destroyLeavesNothing);
    assertEquals(List.of(), new Project(OCTAVIA).loadBalancers());
  }

  private static List<String> publicIpv6() {
    String list = "openstack --os-cloud " + SHARED + " port list -f value -c 'Fixed IP Addresses'";
    return Pattern.compile("2001:db8:200:[0-9a-f:]+")
        .matcher(Lab.shell(list).orFail("port list"))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  /** On both at once: each waits most of the time. */
  private static void pulumi(String arguments) {
    Parallel.each(
        BOTH, stack -> Lab.pulumi(stack, arguments, environment).orFail(stack + ": " + arguments));
  }

  private static Lab.CommandResult kubectl(String stack, String arguments) {
    return Lab.shell("kubectl --kubeconfig " + Lab.state(stack + ".kubeconfig") + " " + arguments);
  }
}
