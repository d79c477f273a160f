package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.FleetFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped programs and stack files, unchanged, against the lab's real servers: up to down. */
@TestMethodOrder(OrderAnnotation.class)
class FleetIT {
  private static final String OPS = "staging";
  private static final String OSL2 = "staging-osl2";

  @BeforeAll
  static void bringUp() {
    Lab.lab(20, "run", OPS, OSL2).orFail("lab run");
    for (String stack : List.of(OPS, OSL2)) {
      for (String output : List.of("kubeconfig", "talosconfig")) {
        String text = Lab.pulumi(stack, "stack output --show-secrets " + output).orFail(output);
        Lab.secretFile(file(stack, output).getFileName().toString(), text);
      }
    }
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
  void threeControlPlanesAreThreeMembersOfEtcd() {
    String members = talosctl(OSL2, "-n 10.41.16.11 etcd members").orFail("etcd members");
    for (String address : List.of("10.41.16.11", "10.41.16.12", "10.41.16.13")) {
      assertTrue(members.contains("https://" + address + ":2380"), members);
    }
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
  void argoCdReachesTheManagementCluster() throws IOException {
    String server = argoCdsServer();
    String token = token("administrator", true);
    String list = "";
    for (int i = 0; i < 60 && !list.contains("\"Successful\""); i++) {
      list =
          Lab.inServer(
                  server,
                  "curl -sS -H @- http://127.0.0.1:8080/api/v1/clusters <<<'Authorization: Bearer "
                      + token
                      + "'; sleep 2")
              .orFail("clusters");
    }
    Matcher entry = Pattern.compile("\"name\":\"" + OSL2 + "\"").matcher(list);
    assertTrue(entry.find(), list);
    assertTrue(list.contains("\"status\":\"Successful\""), list);
  }

  @ParameterizedTest
  @Order(2)
  @ValueSource(strings = {OPS, OSL2})
  void theApiServerAsksForASecondFactor(String stack) {
    assertEquals(0, as(stack, token("administrator", true), "get secrets -A").code());
    Lab.Said refused = as(stack, token("administrator", false), "get nodes");
    assertNotEquals(0, refused.code());
    assertTrue(refused.text().contains("Unauthorized"), refused.text());
  }

  @ParameterizedTest
  @Order(2)
  @ValueSource(strings = {OPS, OSL2})
  void anAuditorReadsButNeitherSecretsNorWrites(String stack) {
    String auditor = token("auditor", true);
    as(stack, auditor, "get deployments -A").orFail("get deployments");
    as(stack, auditor, "get nodes").orFail("get nodes");
    for (String refused :
        List.of("get secrets -A", "create namespace audit", "delete node --all")) {
      Lab.Said said = as(stack, auditor, refused);
      assertNotEquals(0, said.code(), refused);
      assertTrue(
          said.text().contains("Forbidden") || said.text().contains("forbidden"), said.text());
    }
  }

  @ParameterizedTest
  @Order(3)
  @ValueSource(strings = {OPS, OSL2})
  void aSecondUpChangesNothing(String stack) {
    Lab.Said said = Lab.pulumi(stack, "up --yes --skip-preview --expect-no-changes");
    assertEquals(0, said.code(), said.text());
  }

  @Test
  @Order(4)
  void noSecretIsInTheStateTheDiffOrTheProcessList() throws IOException {
    String bundle = Files.readString(file(OSL2, "talosconfig"));
    String key =
        bundle.lines().filter(line -> line.strip().startsWith("key:")).findFirst().orElseThrow();
    String secret = key.strip().substring("key: ".length());
    String kubeKey = after(Files.readString(file(OSL2, "kubeconfig")), "client-key-data: ");
    String diff = Lab.pulumi(OSL2, "preview --diff").orFail("preview");
    String processes = Lab.shell("ps -eo args").orFail("ps");
    for (String text : Stream.concat(states(), Stream.of(diff, processes)).toList()) {
      for (String hidden : List.of(secret, kubeKey)) {
        assertFalse(text.contains(hidden));
      }
    }
  }

  @Test
  @Order(5)
  void anotherJumpHostIsOneMoreRuleAndReplacesNothing() throws IOException {
    Path stacks = Lab.state("changed-stacks");
    Files.createDirectories(stacks);
    try (Stream<Path> files = Files.list(Path.of("stacks"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        String text = Files.readString(file);
        Files.writeString(
            stacks.resolve(file.getFileName()),
            file.endsWith(OSL2 + ".yaml")
                ? text.replace("[198.51.100.0/28]", "[198.51.100.0/28, 203.0.113.7/32]")
                : text);
      }
    }
    Map<String, String> changed = Map.of("SLIPWAY_STACKS", stacks.toString());
    String up = Lab.pulumi(OSL2, "up --yes --skip-preview --json", changed).orFail("up");
    assertTrue(up.contains("\"create\""), up);
    String summary = Lab.pulumi(OSL2, "up --yes --skip-preview").orFail("up again");
    assertTrue(summary.contains("- 2 deleted"), summary);
    assertFalse(summary.contains("replaced"), summary);
  }

  @ParameterizedTest
  @Order(6)
  @ValueSource(strings = {OPS, OSL2})
  void theJumpHostReachesTwoPortsAndAStrangerOutsideNone(String stack) {
    String address = FleetFixture.cluster(stack).endpoint().floatingAddress().toString();
    String jumpHost = Lab.shell("python3 lab/probe/scan.py " + address).orFail("scan");
    assertEquals(
        address + " 6443\n" + address + " 50000\n" + address + " scanned", jumpHost.strip());
    String stranger =
        Lab.shell("lab/probe/outside python3 lab/probe/scan.py " + address).orFail("scan");
    assertEquals(address + " scanned", stranger.strip());
    // The same stranger does reach what is open to it: the identity provider.
    Lab.shell(
            "lab/probe/outside curl -sSf -m 5 --resolve login.example.net:443:198.51.100.16"
                + " https://login.example.net/healthz")
        .orFail("positive control");
  }

  @Test
  @Order(7)
  void aServerOfNoGroupOfOursReachesNothingOfTheCluster() {
    String os = "openstack --os-cloud " + OSL2 + " ";
    String made =
        os
            + "port create --network "
            + OSL2
            + " --fixed-ip ip-address=10.41.16.200 stranger && "
            + os
            + "server create --flavor l2.c2r4.100 --image debian-12 --port stranger --wait stranger";
    Lab.shell(made).orFail("stranger");
    try {
      strangersPacketsLeave();
      List<String> servers =
          List.of("load-balancer-1", "control-plane-1", "control-plane-2", "general-1").stream()
              .map(name -> OSL2 + "-" + name)
              .toList();
      for (String server : servers) {
        String lookUp = os + "port show " + server + " -f value -c ";
        String mac = Lab.shell(lookUp + "mac_address").orFail("port").strip();
        String address =
            Lab.shell(lookUp + "fixed_ips | grep -o '10[.0-9]*'").orFail("port").strip();
        String scan =
            Lab.inServer("stranger", "python3 lab/probe/scan.py " + address + " " + mac + "%eth0")
                .orFail("scan");
        assertEquals(address + " scanned\n" + mac + "%eth0 scanned", scan.strip());
      }
      strangersPacketsLeave();
    } finally {
      Lab.shell(os + "server delete --wait stranger; " + os + "port delete stranger");
    }
  }

  /**
   * The positive control: the identity provider answers the same server. A scan leaves half a
   * million half-open connections to the switches, which forget them after 30 s: hence the retries.
   */
  private static void strangersPacketsLeave() {
    Lab.inServer(
            "stranger",
            "curl -sSf -m 10 --retry 12 --retry-delay 5 --retry-all-errors"
                + " https://login.example.net/healthz")
        .orFail("positive control");
  }

  @Test
  @Order(9)
  void destroyLeavesNothing() {
    for (String stack : List.of(OSL2, OPS)) {
      Lab.pulumi(stack, "destroy --yes --skip-preview").orFail("destroy of " + stack);
      assertEquals("", Lab.shell(leftOvers(stack)).orFail("list").strip());
      String state = Lab.pulumi(stack, "stack export").orFail("export");
      assertFalse(state.contains("\"urn\""), state);
    }
  }

  /**
   * Everything that a stack could leave in its project; the project's default group is Neutron's.
   */
  private static String leftOvers(String stack) {
    String os = "openstack --os-cloud " + stack + " ";
    return os
        + "server list -f value -c Name; "
        + os
        + "port list -f value -c ID; "
        + os
        + "router list -f value -c Name; "
        + os
        + "network list --internal -f value -c Name; "
        + os
        + "floating ip list -f value -c ID; "
        + os
        + "server group list -f value -c Name; "
        + os
        + "security group list -f value -c Name | grep -vx default || true";
  }

  private static String argoCdsServer() {
    return kubectl(
            OPS, "-n argocd get pod argocd-application-controller-0 -o jsonpath={.spec.nodeName}")
        .orFail("pod")
        .strip();
  }

  /** A token of the lab's issuer, shaped as Zitadel's. */
  private static String token(String role, boolean mfa) {
    String amr = mfa ? "[\"pwd\",\"otp\",\"mfa\"]" : "[\"pwd\"]";
    String claims =
        "{\"sub\":\""
            + role
            + "\",\"aud\":[\"kubernetes-staging\"],\"email\":\""
            + role
            + "@example.net\",\"email_verified\":true,\"amr\":"
            + amr
            + ",\"groups\":[\""
            + role
            + "\"],\"urn:zitadel:iam:org:project:roles\":{\""
            + role
            + "\":{\"301000000000000001\":\"example.net\"}}}";
    return Lab.shell("curl -sSf -d '" + claims + "' https://login.example.net/mint")
        .orFail("mint")
        .strip();
  }

  private static Lab.Said as(String stack, String token, String arguments) {
    String admin = file(stack, "kubeconfig").toString();
    return Lab.shell(
        "f=$(mktemp); trap 'rm -f $f' EXIT; kubectl --kubeconfig "
            + admin
            + " config view --raw -o json"
            + " | python3 -c 'import json,os,sys; c=json.load(sys.stdin);"
            + " c[\"users\"][0][\"user\"]={\"token\":os.environ[\"TOKEN\"]}; json.dump(c,sys.stdout)' > $f;"
            + " kubectl --kubeconfig $f --request-timeout 20s "
            + arguments,
        Map.of("TOKEN", token));
  }

  private static Lab.Said kubectl(String stack, String arguments) {
    return Lab.shell("kubectl --kubeconfig " + file(stack, "kubeconfig") + " " + arguments);
  }

  private static Lab.Said talosctl(String stack, String arguments) {
    return Lab.shell("talosctl --talosconfig " + file(stack, "talosconfig") + " " + arguments);
  }

  private static Path file(String stack, String output) {
    return Lab.state(stack + "." + output);
  }

  private static Stream<String> states() throws IOException {
    try (Stream<Path> files = Files.walk(Lab.state("pulumi"))) {
      return files.filter(Files::isRegularFile).map(FleetIT::text).toList().stream();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static String after(String text, String label) {
    int start = text.indexOf(label) + label.length();
    return text.substring(start, text.indexOf('\n', start)).strip();
  }
}
