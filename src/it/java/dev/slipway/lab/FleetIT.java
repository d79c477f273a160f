package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped programs and stack files, unchanged, against the lab's real servers: up to down. */
@Order(2)
@TestMethodOrder(OrderAnnotation.class)
class FleetIT {
  private static final String OPS = "staging";
  private static final String OSL2 = "staging-osl2";
  private static final String GOT1 = "staging-got1";

  /** When an update is killed: what it says while it makes rules, ports, servers, a cluster. */
  private static final List<String> KILLED_AT =
      List.of(
          "SecGroupRule .*creating",
          "networking:Port .*creating",
          "compute:Instance .*creating",
          "Command .*-healthy creating",
          "registration.* creating");

  @BeforeAll
  static void bringUp() {
    Lab.lab(20, "run", OPS).orFail("lab run");
    KILLED_AT.forEach(moment -> InterruptedUpdate.killAndRecover(OSL2, moment));
    Lab.lab(20, "run", OSL2).orFail("lab run");
    Lab.keepCredentials(OPS);
    Lab.keepCredentials(OSL2);
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {OPS, OSL2})
  void whatIsInTheProjectIsWhatIsPlanned(String stack) {
    ClusterPlan plan = FleetFixture.cluster(stack);
    List<String> servers = plan.servers().stream().map(ServerPlan::name).sorted().toList();
    Project project = new Project(plan.cloud());
    assertEquals(servers, project.servers());
    assertEquals(servers, project.ports());
    var groups = FleetFixture.fleet().securityGroups(plan);
    assertEquals(
        groups.stream().map(group -> group.name()).sorted().toList(), project.securityGroups());
    assertEquals(
        groups.stream().mapToInt(group -> group.rules().size()).sum(),
        project.securityGroupRules());
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {OPS, OSL2})
  void everyServerIsReady(String stack) {
    String nodes = kubectl(stack, "get nodes --no-headers").orFail("get nodes");
    ClusterPlan plan = FleetFixture.cluster(stack);
    plan.nodes()
        .forEach(
            node ->
                assertTrue(
                    nodes.lines().anyMatch(line -> line.matches(node.name() + "\\s+Ready\\s.*")),
                    nodes));
    assertEquals(plan.nodes().size(), nodes.lines().count(), nodes);
  }

  @Test
  @Order(1)
  void preflightSaysWhatTheCloudLacks() throws IOException {
    assertEquals(
        OSL2 + ": the cloud has all that it needs",
        Lab.shell("./slipway preflight " + OSL2).orFail("preflight").strip());
    Map<String, String> other =
        OtherStacks.copy("lacking-stacks")
            .with(OSL2, "image: talos-1.12.0", "image: talos-1.12.9")
            .with(
                OSL2,
                "general: { count: 2, flavor: l2.c4r8.100",
                "general: { count: 30, flavor: x9")
            .with(OSL2, "externalNetwork: public", "externalNetwork: internet")
            .environment();
    Lab.CommandResult lacking = Lab.shell("./slipway preflight " + OSL2, other);
    assertEquals(1, lacking.code(), lacking.text());
    for (String one :
        List.of(
            "missing: flavor \"x9\" is not there; there are ",
            "missing: image \"talos-1.12.9\" is not there or not active",
            "missing: external network \"internet\" is not there; there are public")) {
      assertTrue(lacking.text().contains(one), lacking.text());
    }
  }

  @Test
  @Order(1)
  void threeControlPlanesAreThreeMembersOfEtcd() {
    List<ServerPlan> controlPlane = FleetFixture.cluster(OSL2).controlPlane();
    String first = controlPlane.get(0).address().toString();
    String members =
        Lab.shell(
                "talosctl --talosconfig "
                    + Lab.state(OSL2 + ".talosconfig")
                    + " -n "
                    + first
                    + " etcd members")
            .orFail("etcd members");
    assertEquals(3, controlPlane.size());
    controlPlane.forEach(
        node -> assertTrue(members.contains("https://" + node.address() + ":2380"), members));
    assertFalse(members.contains("true"), "a member is still a learner:\n" + members);
  }

  @Test
  @Order(1)
  void argoCdsDeploymentsAreAvailable() {
    kubectl(OPS, "-n argocd wait --for=condition=Available deployment --all --timeout=60s")
        .orFail("wait");
  }

  @Test
  @Order(1)
  void argoCdReachesTheManagementCluster() {
    assertEquals("Successful", ArgoCd.connectionOf(OPS, OSL2));
  }

  @ParameterizedTest
  @Order(2)
  @ValueSource(strings = {OPS, OSL2})
  void theApiServerAsksForASecondFactor(String stack) {
    assertEquals(0, TestUser.ADMINISTRATOR.kubectl(stack, "get secrets -A").code());
    Lab.CommandResult refused = new TestUser("administrator", false).kubectl(stack, "get nodes");
    assertNotEquals(0, refused.code());
    assertTrue(refused.text().contains("Unauthorized"), refused.text());
  }

  @ParameterizedTest
  @Order(2)
  @ValueSource(strings = {OPS, OSL2})
  void anAuditorReadsButNeitherSecretsNorWrites(String stack) {
    for (String granted : List.of("get deployments -A", "get nodes")) {
      TestUser.AUDITOR.kubectl(stack, granted).orFail(granted);
    }
    for (String refused :
        List.of("get secrets -A", "create namespace audit", "delete node --all")) {
      Lab.CommandResult said = TestUser.AUDITOR.kubectl(stack, refused);
      assertNotEquals(0, said.code(), refused);
      assertTrue(said.text().matches("(?is).*forbidden.*"), said.text());
    }
  }

  @ParameterizedTest
  @Order(2)
  @ValueSource(strings = {OPS, OSL2})
  void machinesAreWhatTheirConfigsSay(String stack) {
    new ClusterHardeningAssertions(stack).areKept();
  }

  @ParameterizedTest
  @Order(3)
  @ValueSource(strings = {OPS, OSL2})
  void aSecondUpChangesNothing(String stack) {
    Lab.CommandResult said = Lab.pulumi(stack, "up --yes --skip-preview --expect-no-changes");
    assertEquals(0, said.code(), said.text());
  }

  @ParameterizedTest
  @Order(4)
  @ValueSource(strings = {OPS, OSL2})
  void noSecretIsInTheStateTheDiffTheLogsOrTheProcessList(String stack) throws IOException {
    List<String> secrets = Secrets.of(stack);
    assertTrue(secrets.size() > 10, "only " + secrets.size() + " secrets were found");
    String diff = Lab.pulumi(stack, "preview --diff").orFail("preview");
    String processes = Lab.shell("ps -eo args").orFail("ps");
    List<String> places =
        Stream.of(Secrets.texts("pulumi"), Secrets.texts("log"), Stream.of(diff, processes))
            .flatMap(text -> text)
            .toList();
    for (String secret : secrets) {
      assertFalse(
          places.stream().anyMatch(text -> text.contains(secret)),
          "a secret of " + secret.length() + " characters is readable");
    }
  }

  @Test
  @Order(4)
  void aRenameWithAnAliasReplacesNothing() throws IOException {
    new RenamedResource(OSL2).showThatAnAliasReplacesNothing();
  }

  @Test
  @Order(5)
  void anotherJumpHostIsOneMoreRuleAndReplacesNothing() throws IOException {
    Map<String, String> changed =
        OtherStacks.copy("changed-stacks")
            .with(OSL2, "[198.51.100.0/28]", "[198.51.100.0/28, 203.0.113.7/32]")
            .environment();
    String up = Lab.pulumi(OSL2, "up --yes --skip-preview --json", changed).orFail("up");
    assertTrue(up.contains("\"create\""), up);
    String summary = Lab.pulumi(OSL2, "up --yes --skip-preview").orFail("up again");
    assertTrue(summary.contains("- 2 deleted"), summary);
    assertFalse(summary.contains("replaced"), summary);
  }

  /** A third datacenter: one new file and one update of its own; the Ops stack stays as it is. */
  @Test
  @Order(6)
  void aNewDatacenterIsOneNewFile() throws IOException {
    OtherStacks stacks = OtherStacks.copy("grown-stacks");
    Map<String, String> grown = stacks.environment();
    Lab.shell("./slipway onboard " + GOT1 + " --from " + OSL2, grown).orFail("onboard");
    stacks.with(GOT1, "kind: haproxy", "kind: haproxy\n  servers: 2\n  networkInterface: eth0");
    Lab.lab(20, grown, "run", GOT1).orFail("lab run");
    Lab.CommandResult ops = Lab.pulumi(OPS, "preview --expect-no-changes", grown);
    assertEquals(0, ops.code(), ops.text());
    assertEquals("Successful", ArgoCd.connectionOf(OPS, GOT1));
  }

  /** From the jump host, through the floating address. */
  @ParameterizedTest
  @Order(7)
  @ValueSource(ints = {1, 2})
  void thePairHandsItsAddressOver(int stopped) throws IOException {
    OutageProbe outage = OutageProbe.of(GOT1 + "-load-balancer-" + stopped, got1Api(), 0.5);
    assertTrue(outage.seconds() <= 5, outage.toString());
  }

  /** Who asks the one that is gone waits for the next, or asks once more. */
  @Test
  @Order(7)
  void withoutOneControlPlaneTheApiGoesOn() throws IOException {
    OutageProbe outage = OutageProbe.of(GOT1 + "-control-plane-3", got1Api(), 5);
    assertTrue(outage.unanswered() <= 1, outage.toString());
  }

  @Test
  @Order(8)
  void theJumpHostReachesTwoPortsAndAStrangerOutsideNone() {
    List<String> addresses =
        Stream.of(OPS, OSL2)
            .map(stack -> FleetFixture.cluster(stack).endpoint().externalAddress().toString())
            .toList();
    Scan scan = Scan.ofEveryPort(addresses);
    assertEquals(scan.finding(6443, 50000), Lab.shell(scan.line()).orFail("scan"));
    assertEquals(
        scan.finding(),
        Lab.shell("lab/probes/as-external-host " + scan.line()).orFail("scan from outside"));
    // The same stranger does reach what is open to it: the identity provider.
    Lab.shell(
            "lab/probes/as-external-host curl -sSf -m 10 --retry 12 --retry-delay 5"
                + " --retry-all-errors --resolve login.example.net:443:198.51.100.16"
                + " https://login.example.net/healthz")
        .orFail("positive control");
  }

  @ParameterizedTest
  @Order(9)
  @ValueSource(strings = {OPS, OSL2})
  void aServerOfNoGroupOfOursReachesNothingOfTheCluster(String stack) {
    try (ForeignServer stranger = new ForeignServer(FleetFixture.cluster(stack))) {
      stranger.reachesNothing();
    }
  }

  @Test
  @Order(10)
  void destroyLeavesNothing() {
    Parallel.each(List.of(GOT1, OSL2), Project::destroyLeavesNothing);
    Project.destroyLeavesNothing(OPS);
  }

  private static String got1Api() throws IOException {
    return OtherStacks.at("grown-stacks").value(GOT1, "floatingIp");
  }

  private static Lab.CommandResult kubectl(String stack, String arguments) {
    return Lab.shell("kubectl --kubeconfig " + Lab.state(stack + ".kubeconfig") + " " + arguments);
  }
}
