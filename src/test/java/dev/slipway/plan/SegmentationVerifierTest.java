package dev.slipway.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.config.Fleet;
import dev.slipway.value.InvalidFleetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stack files that are right by themselves, and open one environment to another. */
class SegmentationVerifierTest {
  private static final String JUMP_HOST = "adminPrefixes: [198.51.100.0/28]";

  @TempDir private Path folder;

  @BeforeEach
  void copyTheShippedFleet() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("stacks"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void theShippedFleetIsProved() {
    assertEquals(6, Planner.plan(Fleet.load(folder)).clusters().size());
  }

  @Test
  void findsAnAdminPrefixThatHoldsAServerOfAnotherEnvironment() throws IOException {
    change("production-osl2", JUMP_HOST, "adminPrefixes: [203.0.113.0/28, 198.51.100.0/26]");
    assertRefused(
        "production-osl2.yaml:25: access.adminPrefixes[1]:"
            + " ingress-ipv4-tcp-50000-198.51.100.0_26 of production-osl2-load-balancer (Talos"
            + " API: talosctl works from the jump host) covers staging-control-plane and 8 more of"
            + " environment staging, whose own rules alone would keep it apart from production;"
            + " name prefixes that hold no address of another environment");
  }

  @Test
  void findsAnAdminPrefixThatIsOneServerOfAnotherEnvironment() throws IOException {
    change("staging-sto2", JUMP_HOST, "adminPrefixes: [198.51.100.64/32]");
    assertRefused(
        "staging-sto2.yaml:25: access.adminPrefixes[0]:"
            + " ingress-ipv4-tcp-50000-198.51.100.64_32 of staging-sto2-load-balancer (Talos API:"
            + " talosctl works from the jump host) covers production-load-balancer of environment"
            + " production, whose own rules alone would keep it apart from staging; name prefixes"
            + " that hold no address of another environment");
  }

  @Test
  void findsAPrefixOfGitopsClustersThatHoldsAnotherEnvironment() throws IOException {
    change("staging", "clusterCidrs: [198.51.100.32/27]", "clusterCidrs: [198.51.100.0/24]");
    assertRefused(
        "staging.yaml:33: gitops.clusterCidrs[0]: egress-ipv4-tcp-6443-198.51.100.0_24 of"
            + " staging-worker (Kubernetes API: ArgoCD sets up Management Clusters; Kubernetes"
            + " API: present clusters and coming ones) covers production-control-plane and 8 more"
            + " of environment production, whose own rules alone would keep it apart from staging;"
            + " name prefixes that hold no address of another environment");
  }

  @Test
  void findsAResolverThatIsAnotherEnvironmentsServer() throws IOException {
    change(
        "staging",
        "  routerExternalIp:",
        "  dnsServers: [9.9.9.9, 198.51.100.66]\n  routerExternalIp:");
    assertRefused(
        "staging.yaml:10: network.dnsServers[1]: egress-ipv4-tcp-53-198.51.100.66_32 of"
            + " staging-control-plane (DNS over TCP: names, where an answer is long) covers"
            + " production-osl2-load-balancer of environment production, whose own rules alone"
            + " would keep it apart from staging; name prefixes that hold no address of another"
            + " environment");
  }

  @Test
  void saysEachHopOfAWayThatIsOpenOnBothSides() throws IOException {
    change("production-osl2", JUMP_HOST, "adminPrefixes: [198.51.100.32/27]");
    change("staging", "clusterCidrs: [198.51.100.32/27]", "clusterCidrs: [198.51.100.0/24]");
    assertRefused(
        "production-osl2.yaml:25: access.adminPrefixes[0]: staging reaches production:\n"
            + "  1. staging-worker reaches production-osl2-load-balancer by tcp 6443\n"
            + "     leaves by egress-ipv4-tcp-6443-198.51.100.0_24 of staging-worker (Kubernetes"
            + " API: ArgoCD sets up Management Clusters; Kubernetes API: present clusters and"
            + " coming ones)\n"
            + "     enters by ingress-ipv4-tcp-6443-198.51.100.32_27 of"
            + " production-osl2-load-balancer (Kubernetes API: people and pulumi work from the jump"
            + " host)\n"
            + "   nothing of one environment may reach another; name prefixes that hold no address"
            + " of another environment",
        "staging.yaml:33: gitops.clusterCidrs[0]: egress-ipv4-tcp-6443-198.51.100.0_24 of"
            + " staging-worker (Kubernetes API: ArgoCD sets up Management Clusters; Kubernetes"
            + " API: present clusters and coming ones) covers production-control-plane and 8 more"
            + " of environment production, whose own rules alone would keep it apart from staging;"
            + " name prefixes that hold no address of another environment");
  }

  @Test
  void findsAnAdminPrefixThatHoldsEverybody() throws IOException {
    change("production", JUMP_HOST, "adminPrefixes: [198.51.100.0/25]");
    change("staging", JUMP_HOST, "adminPrefixes: [198.51.100.0/25]");
    assertEquals(
        List.of(folder + "/production.yaml:25", folder + "/staging.yaml:25"),
        refusal().stream().map(problem -> problem.replaceAll(": access.*", "")).toList());
  }

  private void change(String stack, String from, String to) throws IOException {
    Path file = folder.resolve(stack + ".yaml");
    String text = Files.readString(file);
    assertEquals(2, text.split(Pattern.quote(from), -1).length, from);
    Files.writeString(file, text.replace(from, to));
  }

  private void assertRefused(String... problems) {
    List<String> expected = Stream.of(problems).map(problem -> folder + "/" + problem).toList();
    assertEquals(String.join("\n", expected), String.join("\n", refusal()));
  }

  private List<String> refusal() {
    Fleet fleet = Fleet.load(folder);
    return assertThrows(InvalidFleetException.class, () -> Planner.plan(fleet)).problems().stream()
        .map(Object::toString)
        .toList();
  }
}
