package dev.slipway.lab.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.SlipwayProgram;
import dev.slipway.document.Json;
import dev.slipway.lab.Toolchain;
import dev.slipway.plan.cluster.InlineManifest;
import dev.slipway.plan.cluster.MachineConfigPatches;
import dev.slipway.plan.cluster.UserData;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Machine configs of clusters of every kind and with every key, generated and validated by talosctl
 * of every supported Talos version.
 */
@Tag("talos-versions")
class MachineConfigIT {
  private static final List<Path> STACKS =
      List.of(Path.of("src/test/resources/all-keys"), Path.of("src/test/resources/network-kinds"));

  @TempDir private Path folder;
  private final Toolchain toolchain =
      Toolchain.of("talosctl", "talosctl-1-11", "talosctl-1-12", "talosctl-1-14", "cilium");

  /**
   * Uses the oldest and the newest Kubernetes version that each Talos version and Slipway support
   * and talosctl can generate.
   */
  @ParameterizedTest
  @CsvSource({
    "talosctl-1.11, 1.11.0, 1.34.0",
    "talosctl-1.11, 1.11.5, 1.34.1",
    "talosctl-1.12, 1.12.0, 1.35.0",
    "talosctl, 1.13.9, 1.36.3",
    "talosctl-1.14, 1.14.0, 1.34.0",
    "talosctl-1.14, 1.14.1, 1.37.0",
  })
  void areValidAndContainEverySetting(String program, String talos, String kubernetes)
      throws Exception {
    Talosctl talosctl = new Talosctl(toolchain.program(program));
    for (Path stacks : STACKS) {
      FleetPlan fleet = fleet(stacks, talos, kubernetes);
      for (ClusterPlan cluster : fleet.clusters()) {
        String bundle = talosctl.script("talos-secrets.sh", cluster, "", Map.of());
        for (ServerPlan node : oneOfEachPool(cluster)) {
          assertComplete(cluster, node, config(talosctl, cluster, node, bundle));
        }
      }
    }
  }

  /** A config with every setting that a patch of a program may have. */
  @ParameterizedTest
  @CsvSource({
    "talosctl-1.11, 1.11.5, 1.34.1",
    "talosctl-1.12, 1.12.0, 1.35.0",
    "talosctl, 1.13.9, 1.36.3",
    "talosctl-1.14, 1.14.1, 1.37.0",
  })
  void areValidWithPatches(String program, String talos, String kubernetes) throws Exception {
    Talosctl talosctl = new Talosctl(toolchain.program(program));
    FleetPlan fleet =
        SlipwayProgram.create()
            .withConnections("logs", EveryPatch::connections)
            .withMachineConfigPatches("every", EveryPatch::documents)
            .plan(files(FleetFixture.ALL_KEYS, talos, kubernetes).path());
    ClusterPlan cluster = fleet.clusters().get(0);
    String bundle = talosctl.script("talos-secrets.sh", cluster, "", Map.of());
    for (ServerPlan node : oneOfEachPool(cluster)) {
      String config = config(talosctl, cluster, node, bundle);
      assertComplete(cluster, node, config);
      for (String part : EveryPatch.PARTS) {
        assertTrue(config.contains(part), () -> part + " is missing in " + config);
      }
    }
  }

  /** One node of each pool; the others differ only by their names. */
  private static List<ServerPlan> oneOfEachPool(ClusterPlan cluster) {
    return cluster.nodes().stream().filter(node -> node.name().endsWith("-1")).toList();
  }

  private FleetPlan fleet(Path stacks, String talos, String kubernetes) {
    return files(stacks, talos, kubernetes).plan();
  }

  private StackFiles files(Path stacks, String talos, String kubernetes) {
    StackFiles files = new StackFiles(folder.resolve(stacks.getFileName())).withFilesOf(stacks);
    for (String stack : files.stacks()) {
      files
          .with(stack, "\ntalos: 1.13.9", "\ntalos: " + talos)
          .with(stack, "\nkubernetes: 1.36.3", "\nkubernetes: " + kubernetes);
    }
    return files;
  }

  private String config(Talosctl talosctl, ClusterPlan cluster, ServerPlan node, String bundle)
      throws Exception {
    List<InlineManifest> manifests = InlineManifest.all(toolchain.ciliumManifest());
    String input =
        bundle + "\n---\n" + Json.stream(MachineConfigPatches.manifests(cluster, node, manifests));
    Map<String, String> variables =
        Map.of(
            "PATCHES",
            Json.stream(MachineConfigPatches.patches(cluster, node)),
            "MACHINE_TYPE",
            node.role() == ServerRole.CONTROL_PLANE ? "controlplane" : "worker",
            "LIMIT",
            String.valueOf(UserData.LIMIT));
    String userData = talosctl.script("machine-config.sh", cluster, input, variables);
    int estimated = UserData.size(cluster, node, manifests);
    System.out.println(
        cluster.talos() + " " + node.name() + ": " + userData.length() + " of " + estimated);
    assertTrue(userData.length() <= estimated, () -> userData.length() + " > " + estimated);
    return unpacked(userData);
  }

  private static String unpacked(String userData) throws IOException {
    byte[] packed = Base64.getDecoder().decode(userData);
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertComplete(ClusterPlan cluster, ServerPlan node, String config)
      throws IOException {
    assertTrue(config.contains(node.name()), config);
    assertFalse(config.contains("discovery.talos.dev"), config);
    assertFalse(config.contains("KubeFlannelCNIConfig"), config);
    boolean isEncrypted = cluster.diskEncryption().isEnabled();
    assertEquals(isEncrypted, config.contains("name: STATE"), config);
    assertEquals(isEncrypted ? 2 : 0, config.split("provider: luks2", -1).length - 1, config);
    if (node.role() != ServerRole.CONTROL_PLANE) {
      assertFalse(config.contains("cilium"), config);
      return;
    }
    for (String part :
        List.of(
            "cilium-operator",
            "kubelet-serving-cert-approver",
            "secretbox",
            "omitStages",
            "service-account-max-token-expiration: 24h",
            "terminated-pod-gc-threshold: \"1000\"",
            "podPidsLimit: 4096")) {
      assertTrue(config.contains(part), () -> part + " is missing in " + config);
    }
    assertFalse(config.contains("aescbc"), config);
    JsonNode events = admission(cluster, config, "EventRateLimit");
    assertEquals(List.of("Namespace", "User"), events.path("limits").findValuesAsText("type"));
    JsonNode podSecurity = admission(cluster, config, "PodSecurity");
    assertEquals("restricted", podSecurity.at("/defaults/enforce").asText());
    assertEquals("[\"kube-system\"]", podSecurity.at("/exemptions/namespaces").toString());
  }

  private static JsonNode admission(ClusterPlan cluster, String config, String plugin)
      throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    try (var documents = yaml.readerFor(JsonNode.class).<JsonNode>readValues(config)) {
      for (JsonNode document : documents.readAll()) {
        if (document.path("kind").asText().equals("KubeAdmissionControlConfig")
            && document.path("name").asText().equals(plugin)) {
          return document.path("configuration");
        }
        if (document.has("cluster") && !cluster.talos().hasKubernetesDocuments()) {
          for (JsonNode one : document.at("/cluster/apiServer/admissionControl")) {
            if (one.path("name").asText().equals(plugin)) {
              return one.path("configuration");
            }
          }
        }
      }
    }
    throw new AssertionError(plugin + " is missing in " + config);
  }
}
