package dev.slipway.lab.networkkinds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.ArgoCd;
import dev.slipway.lab.CommandResult;
import dev.slipway.lab.ForeignServer;
import dev.slipway.lab.Lab;
import dev.slipway.lab.LabStacks;
import dev.slipway.lab.Nodes;
import dev.slipway.lab.Parallel;
import dev.slipway.lab.Project;
import dev.slipway.lab.Scan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer.OrderAnnotation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two Management Clusters beside the Ops Cluster: one on a shared network of the cloud, one behind
 * Octavia's load balancer.
 */
@Tag("network-kinds")
@TestClassOrder(OrderAnnotation.class)
class NetworkKindsIT {
  private static final String OPS = "staging";
  private static final String SHARED = "staging-hel1";
  private static final String OCTAVIA = "staging-cph1";
  private static final List<String> BOTH = List.of(SHARED, OCTAVIA);

  /** Exit code of curl if the connection is refused; a dropped packet has another. */
  private static final int CURL_NOT_CONNECTED = 7;

  private static StackFiles stacks;
  private static Map<String, String> environment;

  @BeforeAll
  static void bringUp() throws IOException {
    stacks = copy("network-stacks", "203.0.113.128/25");
    environment = LabStacks.environment(stacks);
    Lab.lab(20, environment, "run", OPS).orFail("lab run");
    BOTH.forEach(Lab::selectStack);
    update("up --yes --skip-preview");
    // The Ops stack registers the clusters with Argo CD.
    Lab.pulumi(OPS, "up --yes --skip-preview", environment).orFail("up of " + OPS);
    List.of(OPS, SHARED, OCTAVIA).forEach(stack -> Lab.writeCredentials(stack, environment));
  }

  @Nested
  @Order(1)
  class FirstUpdate {
    @ParameterizedTest
    @ValueSource(strings = {SHARED, OCTAVIA})
    void endsWithEveryNodeReady(String stack) {
      ClusterPlan plan = stacks.cluster(stack);
      Nodes.assertReady(plan);
      String server = "config view -o jsonpath={.clusters[0].cluster.server}";
      assertEquals(plan.endpoint().externalUrl(), Lab.kubectl(stack, server).output());
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, OCTAVIA})
    void connectsArgoCd(String stack) {
      ArgoCd.awaitConnection(OPS, stack);
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, OCTAVIA})
    void leavesNoDrift(String stack) {
      String report = Lab.shell("./slipway drift " + stack, environment).orFail("drift");
      assertEquals(stack + ": no drift", report.strip());
    }
  }

  @Nested
  @Order(2)
  class Preflight {
    @ParameterizedTest
    @ValueSource(strings = {SHARED, OCTAVIA})
    void findsEverythingThatTheStackNeeds(String stack) {
      String report = Lab.shell("./slipway preflight " + stack, environment).orFail("preflight");
      assertEquals(stack + ": the cloud has all that it needs", report.strip());
    }

    @Test
    void reportsSharedNetworkWhoseAddressesAreInUse() throws IOException {
      StackFiles lacking =
          copy("lacking-networks", "203.0.113.0/24")
              .with(SHARED, "203.0.113.128/26", "203.0.113.0/26")
              .with(SHARED, "203.0.113.138", "203.0.113.10");
      String report =
          Lab.shell("./slipway preflight " + SHARED, LabStacks.environment(lacking)).output();
      for (String missing :
          List.of(
              "missing: network \"shared\" has its gateway 203.0.113.1 inside network.cidr"
                  + " 203.0.113.0/26",
              "missing: network \"shared\" has an allocation pool 203.0.113.2 to 203.0.113.63,"
                  + " which overlaps network.cidr 203.0.113.0/26")) {
        assertTrue(report.contains(missing), report);
      }
    }
  }

  @Nested
  @Order(3)
  class Isolation {
    @Test
    void opensTwoPortsToJumpHostAndNoneToTheOutside() {
      List<String> endpoints =
          BOTH.stream()
              .map(stack -> stacks.cluster(stack).endpoint().externalAddress().toString())
              .toList();
      Scan scan = Scan.ofServices(endpoints);
      scan.assertOpenFromJumpHost(6443, 50000);
      scan.assertClosedFromOutside();
      // Pings, because the first packets only make the router learn the MAC address.
      Scan.assertExternalHostCan("ping -c 5 -i 0.2 203.0.113.1");
    }

    /**
     * Every port on the shared network gets a public IPv6 address, which no stack file requests.
     */
    @Test
    void opensNoPortOverIpv6() {
      List<String> addresses = publicIpv6();
      assertEquals(stacks.cluster(SHARED).servers().size(), addresses.size());
      Scan.ofServices(addresses).assertOpenFromJumpHost();
      // The positive control: an allowed connection leaves, and the refusal of the host comes back.
      String server = stacks.cluster(SHARED).controlPlane().get(0).name();
      CommandResult out = Lab.inServer(server, "curl -sS -m 5 https://[2001:db8:100::1]");
      assertEquals(CURL_NOT_CONNECTED, out.exitCode(), out.output());
    }

    /** On a shared network, servers of other projects are neighbors. */
    @Test
    void opensNoPortToNeighborOnTheSharedNetwork() {
      ClusterPlan plan = stacks.cluster(SHARED);
      List<String> addresses = new ArrayList<>(publicIpv6());
      plan.servers().forEach(server -> addresses.add(server.address().toString()));
      try (ForeignServer server = new ForeignServer(plan)) {
        server.assertReachesNothing(Scan.ofServices(addresses));
      }
    }
  }

  @Nested
  @Order(4)
  class SecondUpdate {
    @Test
    void changesNothing() {
      update("up --yes --skip-preview --expect-no-changes");
    }
  }

  @Nested
  @Order(5)
  class Removal {
    @Test
    void leavesNothing() {
      Parallel.each(BOTH, Project::assertDestroyLeavesNothing);
      assertEquals(List.of(), new Project(OCTAVIA).loadBalancers());
    }
  }

  /** The shipped stack files and those of the two clusters, which the Ops Cluster may reach. */
  private static StackFiles copy(String name, String clusterCidr) throws IOException {
    StackFiles copy =
        LabStacks.copy(name)
            .with(OPS, "[198.51.100.32/27]", "[198.51.100.32/27, %s]".formatted(clusterCidr));
    for (String stack : BOTH) {
      copy.withText(stack, Files.readString(FleetFixture.NETWORK_KINDS.resolve(stack + ".yaml")));
    }
    return copy;
  }

  private static List<String> publicIpv6() {
    String list = "openstack --os-cloud " + SHARED + " port list -f value -c 'Fixed IP Addresses'";
    return Pattern.compile("2001:db8:200:[0-9a-f:]+")
        .matcher(Lab.shell(list).orFail("port list"))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  /** Updates both stacks in parallel; each waits for the cloud most of the time. */
  private static void update(String arguments) {
    Parallel.each(
        BOTH, stack -> Lab.pulumi(stack, arguments, environment).orFail(stack + ": " + arguments));
  }
}
