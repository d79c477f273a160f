package dev.slipway.plan.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.config.Fleet;
import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.FleetPlan;
import dev.slipway.plan.Planner;
import dev.slipway.value.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the patches say; MachineConfigIT asks the real talosctl what it makes of them. */
class MachineConfigTest {
  private static final String SINGLE = "1.12.0";
  private static final String KINDED = "1.14.1";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    SINGLE + ", /cluster/apiServer/auditPolicy/rules/0/level, Metadata",
    SINGLE + ", /cluster/apiServer/admissionControl/0/configuration/defaults/enforce, restricted",
    SINGLE + ", /cluster/apiServer/extraArgs/anonymous-auth, false",
    SINGLE + ", /cluster/apiServer/extraArgs/tls-min-version, VersionTLS13",
    SINGLE + ", /cluster/proxy/disabled, true",
    SINGLE + ", /cluster/network/cni/name, none",
    SINGLE + ", /cluster/discovery/enabled, false",
    SINGLE + ", /machine/features/kubePrism/port, 7445",
    SINGLE + ", /machine/kubelet/extraArgs/rotate-server-certificates, true",
    SINGLE + ", /machine/time/servers/0, ntp1.example.net",
    SINGLE + ", /machine/network/nameservers/0, 198.51.100.2",
    KINDED + ", /KubeAuditPolicyConfig/configuration/rules/0/level, Metadata",
    KINDED + ", /KubeAdmissionControlConfig/configuration/defaults/enforce, restricted",
    KINDED + ", /KubeAuthenticationConfig/configuration/anonymous/enabled, false",
    KINDED + ", /KubeAPIServerConfig/startupProbes, false",
    KINDED + ", /KubeProxyConfig/enabled, false",
    KINDED + ", /KubeFlannelCNIConfig/$patch, delete",
    KINDED + ", /DiscoveryServiceConfig/$patch, delete",
    KINDED + ", /KubePrismConfig/port, 7445",
    KINDED + ", /KubeletConfig/extraArgs/rotate-server-certificates, true",
    KINDED + ", /TimeSyncConfig/ntp/servers/0, ntp1.example.net",
    KINDED + ", /ResolverConfig/nameservers/0/address, 198.51.100.2",
    KINDED + ", /RegistryMirrorConfig/endpoints/0/url, https://mirror.example.net/docker",
  })
  void everySettingStandsWhereThatTalosLooksForIt(String talos, String path, String value)
      throws IOException {
    assertEquals(value, controlPlane(talos).at(path).asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {SINGLE, KINDED})
  void bothSayWhoMayLogIn(String talos) throws IOException {
    String config = controlPlane(talos).toString();
    assertTrue(config.contains("multi-factor authentication is required"), config);
    assertTrue(config.contains("kubelet-certificate-authority"), config);
  }

  @ParameterizedTest
  @ValueSource(strings = {SINGLE, KINDED})
  void workersKnowNothingOfTheControlPlanes(String talos) throws IOException {
    ClusterPlan cluster = cluster(talos);
    NodePlan worker = cluster.workers().get(0);
    String patches = MachineConfig.patches(cluster, worker, List.of()).toString();
    for (String part : List.of("apiServer", "KubeAPIServer", "KubeProxy", "etcd", "issuer")) {
      assertFalse(patches.contains(part), patches);
    }
    assertEquals(
        List.of(), MachineConfig.manifests(cluster, worker, InlineManifest.all("kind: List")));
  }

  /** Before 1.14 one document with them all, since then each a document. */
  @ParameterizedTest
  @CsvSource({SINGLE + ", 1", KINDED + ", 2"})
  void controlPlanesBringCiliumAndTheApprover(String talos, int documents) throws IOException {
    ClusterPlan cluster = cluster(talos);
    NodePlan node = cluster.controlPlane().get(0);
    List<Map<String, Object>> manifests =
        MachineConfig.manifests(cluster, node, InlineManifest.all("kind: List"));
    assertEquals(documents, manifests.size());
    for (String part : List.of("name=cilium", "kind: List", "name=kubelet-serving-cert-approver")) {
      assertTrue(manifests.toString().contains(part), manifests.toString());
    }
  }

  /** By kind; what stands in the document without one, at the top. */
  private JsonNode controlPlane(String talos) throws IOException {
    ClusterPlan cluster = cluster(talos);
    var tree = new ObjectMapper().createObjectNode();
    for (Map<String, Object> document :
        MachineConfig.patches(cluster, cluster.controlPlane().get(0), List.of())) {
      JsonNode node = new ObjectMapper().valueToTree(document);
      if (node.has("kind")) {
        tree.set(node.path("kind").asText(), node);
      } else {
        node.fields().forEachRemaining(field -> tree.set(field.getKey(), field.getValue()));
      }
    }
    return tree;
  }

  private ClusterPlan cluster(String talos) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/whole"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file).replace("talos: 1.12.0", "talos: " + talos);
        Files.writeString(folder.resolve(file.getFileName()), text);
      }
    }
    FleetPlan fleet = Planner.plan(Fleet.load(folder));
    return fleet.require(Name.parse("staging-sto2"));
  }
}
