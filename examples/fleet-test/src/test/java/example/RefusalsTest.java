package example;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.openstack.networking.Port;
import com.pulumi.openstack.networking.SecGroup;
import dev.slipway.SlipwayProgram;
import dev.slipway.components.extension.ClusterExtension;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.OwnRole;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.IpPrefix;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Additions that a program must not have: each is refused before anything changes. Prints the
 * messages.
 */
class RefusalsTest {
  private static final Path STACKS = Path.of("../own-extensions/stacks");

  /** Required in production. */
  private static final String EGRESS =
      "  httpsPrefixes: [192.0.2.0/28]\n  dnsServers: [192.0.2.53]\n  ntpServers: [192.0.2.123]";

  @Test
  void connectionBetweenEnvironments(@TempDir Path stacks) throws IOException {
    writeThreeEnvironments(stacks);
    SlipwayProgram program =
        SlipwayProgram.create()
            .withConnections(
                "shortcut",
                clusters ->
                    List.of(
                        connection(workers(clusters, "testing"), workers(clusters, "staging"))));
    assertRefused("joins the environments testing and staging", program, stacks);
  }

  @Test
  void connectionToEveryAddress() {
    assertRefused("0.0.0.0/0 is too large", to("0.0.0.0/0"));
  }

  @Test
  void patchThatUndoesAHardening() {
    assertRefused(
        "machine.sysctls.kernel.kptr_restrict",
        patch("machine", Map.of("sysctls", Map.of("kernel.kptr_restrict", "0"))));
  }

  @Test
  void patchOfASettingOfSlipway() {
    assertRefused(
        "machine.kubelet.extraConfig",
        patch(
            "machine",
            Map.of("kubelet", Map.of("extraConfig", Map.of("protectKernelDefaults", false)))));
  }

  @Test
  void roleThatReadsSecrets() {
    OwnRole.Rule secrets = new OwnRole.Rule("", List.of("secrets"), List.of("get"));
    assertRefused(
        "secrets", SlipwayProgram.create().withRole(new OwnRole("reader", List.of(secrets))));
  }

  @Test
  void checkThatThrows() {
    assertRefused(
        "the check \"own\"",
        SlipwayProgram.create()
            .withCheck(
                "own",
                file -> {
                  throw new IllegalStateException("a mistake in the check");
                }));
  }

  @Test
  void componentWithAPort() {
    assertRefused("Port own is not in the plan", cluster -> new Port("own"));
  }

  @Test
  void componentWithASecurityGroup() {
    assertRefused("SecGroup own is not in the plan", cluster -> new SecGroup("own"));
  }

  private static SlipwayProgram to(String prefix) {
    Peer everyone = new Peer.External(Peer.Kind.OTHER, IpPrefix.parse(prefix));
    return SlipwayProgram.create()
        .withConnections(
            "open", clusters -> List.of(connection(workers(clusters, "testing"), everyone)));
  }

  private static SlipwayProgram patch(String key, Object value) {
    return SlipwayProgram.create()
        .withMachineConfigPatches("own", (cluster, node) -> List.of(Map.of(key, value)));
  }

  private static Peer workers(List<ClusterPlan> clusters, String name) {
    ClusterPlan cluster =
        clusters.stream().filter(one -> one.name().text().equals(name)).findFirst().orElseThrow();
    return new Peer.Group(cluster, ServerRole.WORKER);
  }

  private static Connection connection(Peer from, Peer to) {
    return new Connection(from, to, Syslog.TRAFFIC, "an example");
  }

  private static void assertRefused(String part, SlipwayProgram program) {
    assertRefused(part, program, STACKS);
  }

  private static void assertRefused(String part, SlipwayProgram program, Path stacks) {
    assertContains(part, assertThrows(InvalidFleetException.class, () -> program.plan(stacks)));
  }

  private static void assertRefused(String part, ClusterExtension extension) {
    FleetPlan fleet = SlipwayProgram.create().plan(STACKS);
    MockDeployment deployment = new MockDeployment();
    assertContains(
        part, deployment.run(fleet, fleet.clusters().get(0), List.of(extension)).exceptions());
  }

  private static void assertContains(String part, Object refusal) {
    System.out.println("refused: " + refusal);
    assertTrue(refusal.toString().contains(part), () -> part + " is not in: " + refusal);
  }

  /** Writes the example's environment, and two with other names, addresses and ids. */
  private static void writeThreeEnvironments(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(STACKS, "*.yaml")) {
      for (Path file : files) {
        String text = Files.readString(file);
        String name = file.getFileName().toString();
        Files.writeString(folder.resolve(name), text);
        write(folder, name, text, "staging", 1);
        write(folder, name, text, "production", 2);
      }
    }
  }

  private static void write(Path folder, String name, String text, String environment, int number)
      throws IOException {
    Files.writeString(
        folder.resolve(name.replace("testing", environment)),
        text.replace("testing", environment)
            .replace("10.41.", "10.4" + (number + 1) + ".")
            .replace("198.51.100.32/27", "198.51.100." + (32 + 64 * number) + "/27")
            .replace("198.51.100.32", "198.51.100." + (32 + 64 * number))
            .replace("198.51.100.33", "198.51.100." + (33 + 64 * number))
            .replace("198.51.100.34", "198.51.100." + (34 + 64 * number))
            .replace("198.51.100.35", "198.51.100." + (35 + 64 * number))
            .replace("id: \"", "id: \"" + number)
            .replaceAll("(id: \"[0-9a-f]{32})[0-9a-f]", "$1")
            .replace("\"301", "\"31" + number)
            .replace("revision: main", "revision: " + environment)
            .replace("kind: project", "kind: project\n" + EGRESS)
            .replace("count: 1,", "count: 3,"));
  }
}
