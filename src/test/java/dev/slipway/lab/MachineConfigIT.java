package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.config.Fleet;
import dev.slipway.document.Json;
import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.FleetPlan;
import dev.slipway.plan.Planner;
import dev.slipway.plan.cluster.MachineConfig;
import dev.slipway.plan.cluster.NodePlan;
import dev.slipway.plan.cluster.NodeRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real talosctl takes every machine config that a plan with every key renders. */
class MachineConfigIT {
  private static final Path SCRIPTS = Path.of("src/main/resources/scripts");
  private static final Path WHOLE = Path.of("src/test/resources/whole");

  @TempDir private Path folder;

  /** By the oldest and newest Kubernetes that each Talos runs and talosctl can make. */
  @ParameterizedTest
  @CsvSource({"1.10.0, 1.28.0", "1.10.7, 1.33.5", "1.11.5, 1.34.1", "1.12.0, 1.35.0"})
  void talosctlValidatesStrictly(String talos, String kubernetes) throws Exception {
    FleetPlan fleet = fleet(talos, kubernetes);
    String bundle = script("talos-secrets.sh", "", environment(talos, kubernetes, ""));
    for (ClusterPlan cluster : fleet.clusters()) {
      for (NodePlan node : cluster.nodes()) {
        String config = machineConfig(fleet, cluster, node, bundle);
        assertTrue(config.contains(node.name()), config);
      }
    }
  }

  private FleetPlan fleet(String talos, String kubernetes) throws IOException {
    for (String stack : List.of("staging.yaml", "staging-sto2.yaml")) {
      String text = Files.readString(WHOLE.resolve(stack));
      Files.writeString(
          folder.resolve(stack),
          text.replace("talos: 1.12.0", "talos: " + talos)
              .replace("kubernetes: 1.34.4", "kubernetes: " + kubernetes));
    }
    return Planner.plan(Fleet.load(folder));
  }

  private static String machineConfig(
      FleetPlan fleet, ClusterPlan cluster, NodePlan node, String bundle) throws Exception {
    String group = cluster.name() + "-" + node.role().text();
    var rules =
        fleet.securityGroups(cluster).stream()
            .filter(one -> one.name().equals(group))
            .findFirst()
            .orElseThrow()
            .rules();
    String patches = Json.stream(MachineConfig.patches(cluster, node, rules));
    boolean controlPlane = node.role() == NodeRole.CONTROL_PLANE;
    var environment =
        new java.util.HashMap<>(
            environment(cluster.talos().toString(), cluster.kubernetes().toString(), patches));
    environment.put("MACHINE_TYPE", controlPlane ? "controlplane" : "worker");
    return script("machine-config.sh", bundle, environment);
  }

  private static Map<String, String> environment(String talos, String kubernetes, String patches) {
    return Map.of(
        "TALOS_CONTRACT",
        "v" + talos.replaceFirst("\\.\\d+$", ""),
        "KUBERNETES_VERSION",
        kubernetes,
        "CLUSTER",
        "staging-sto2",
        "ENDPOINT",
        "https://10.41.32.10:6443",
        "PATCHES",
        patches);
  }

  private static String script(String name, String input, Map<String, String> environment)
      throws Exception {
    String text =
        Files.readString(SCRIPTS.resolve("prelude.sh")) + Files.readString(SCRIPTS.resolve(name));
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", text);
    builder.environment().putAll(environment);
    builder.environment().merge("PATH", tools() + "/bin", (old, tools) -> tools + ":" + old);
    Path said = Files.createTempFile("talosctl", ".log");
    builder.redirectError(said.toFile());
    Process process = builder.start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> "talosctl: " + read(said));
    return output;
  }

  private static String tools() throws Exception {
    Process process = new ProcessBuilder("lab/toolchain/toolchain", "path").start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
