package dev.slipway.plan.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.RecordCopy;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.TalosVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Security settings of every machine config; MachineConfigGoldenTest has the whole patches, and
 * {@code MachineConfigIT} merges them with talosctl.
 */
class MachineConfigPatchesTest {
  private static final String SINGLE = "1.13.9";
  private static final String KINDED = "1.14.1";

  @ParameterizedTest
  @CsvSource({
    SINGLE + ", /cluster/apiServer/auditPolicy/rules/0/level, Metadata",
    SINGLE + ", /cluster/apiServer/admissionControl/0/name, EventRateLimit",
    SINGLE + ", /cluster/apiServer/admissionControl/1/configuration/defaults/enforce, restricted",
    SINGLE + ", /cluster/apiServer/extraArgs/service-account-max-token-expiration, 24h",
    SINGLE + ", /cluster/apiServer/extraArgs/service-account-extend-token-expiration, false",
    SINGLE + ", /cluster/controllerManager/extraArgs/terminated-pod-gc-threshold, 1000",
    SINGLE + ", /machine/kubelet/extraConfig/podPidsLimit, 4096",
    SINGLE + ", /cluster/apiServer/extraArgs/anonymous-auth, false",
    SINGLE + ", /cluster/apiServer/extraArgs/tls-min-version, VersionTLS13",
    SINGLE
        + ", /cluster/apiServer/extraArgs/kubelet-certificate-authority"
        + ", /system/secrets/kubernetes/kube-apiserver/ca.crt",
    SINGLE
        + ", /cluster/apiServer/extraArgs/enable-admission-plugins"
        + ", 'DenyServiceExternalIPs,EventRateLimit'",
    SINGLE + ", /cluster/discovery/enabled, false",
    SINGLE + ", /machine/kubelet/extraArgs/rotate-server-certificates, true",
    KINDED + ", /KubeAuditPolicyConfig/configuration/rules/0/level, Metadata",
    KINDED + ", /KubeAdmissionControlConfig/configuration/defaults/enforce, restricted",
    KINDED + ", /KubeAuthenticationConfig/configuration/anonymous/enabled, false",
    KINDED
        + ", /KubeAPIServerConfig/extraArgs/kubelet-certificate-authority"
        + ", /system/secrets/kubernetes/kube-apiserver/ca.crt",
    KINDED
        + ", /KubeAPIServerConfig/extraArgs/enable-admission-plugins"
        + ", 'DenyServiceExternalIPs,EventRateLimit'",
    KINDED + ", /KubeAPIServerConfig/extraArgs/service-account-max-token-expiration, 24h",
    KINDED + ", /KubeAPIServerConfig/extraArgs/service-account-extend-token-expiration, false",
    KINDED + ", /KubeControllerManagerConfig/extraArgs/terminated-pod-gc-threshold, 1000",
    KINDED + ", /KubeletConfig/config/podPidsLimit, 4096",
    KINDED + ", /DiscoveryServiceConfig/$patch, delete",
    KINDED + ", /KubeletConfig/extraArgs/rotate-server-certificates, true",
  })
  void securitySettings(String talos, String path, String value) {
    assertEquals(value, controlPlane(talos).at(path).asText());
  }

  /** Others read the public keys of the Ops Cluster's tokens; docs/adr/0030. */
  @ParameterizedTest
  @CsvSource({
    SINGLE + ", /cluster/apiServer/extraArgs/anonymous-auth, true",
    SINGLE
        + ", /cluster/apiServer/extraArgs/service-account-jwks-uri"
        + ", https://198.51.100.32:6443/openid/v1/jwks",
    KINDED + ", /KubeAuthenticationConfig/configuration/anonymous/enabled, true",
    KINDED
        + ", /KubeAuthenticationConfig/configuration/anonymous/conditions/0/path"
        + ", /.well-known/openid-configuration",
    KINDED
        + ", /KubeAuthenticationConfig/configuration/anonymous/conditions/1/path"
        + ", /openid/v1/jwks",
    KINDED + ", /KubeAuthenticationConfig/configuration/anonymous/conditions/2, ''",
    KINDED
        + ", /KubeAPIServerConfig/extraArgs/service-account-jwks-uri"
        + ", https://198.51.100.32:6443/openid/v1/jwks",
  })
  void opsClusterPublishesKeys(String talos, String path, String value) {
    ClusterPlan ops =
        RecordCopy.with(FleetFixture.cluster("staging"), "talos", TalosVersion.parse(talos));
    assertEquals(value, controlPlane(ops).at(path).asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {SINGLE, KINDED})
  void workersHaveNoControlPlaneSettings(String talos) {
    ClusterPlan cluster = cluster(talos);
    ServerPlan worker = cluster.workers().get(0);
    String patches = MachineConfigPatches.patches(cluster, worker).toString();
    for (String part :
        List.of(
            "apiServer",
            "KubeAPIServer",
            "KubeProxy",
            "KubeController",
            "controllerManager",
            "etcd",
            "issuer")) {
      assertFalse(patches.contains(part), patches);
    }
    assertEquals(
        List.of(),
        MachineConfigPatches.manifests(cluster, worker, InlineManifest.all("kind: List")));
  }

  /** Returns the documents by kind, with the fields of the document without a kind at the top. */
  private static JsonNode controlPlane(String talos) {
    return controlPlane(cluster(talos));
  }

  private static JsonNode controlPlane(ClusterPlan cluster) {
    var tree = new ObjectMapper().createObjectNode();
    for (Map<String, Object> document :
        MachineConfigPatches.patches(cluster, cluster.controlPlane().get(0))) {
      JsonNode node = new ObjectMapper().valueToTree(document);
      if (node.has("kind")) {
        tree.set(node.path("kind").asText(), node);
      } else {
        node.fields().forEachRemaining(field -> tree.set(field.getKey(), field.getValue()));
      }
    }
    return tree;
  }

  private static ClusterPlan cluster(String talos) {
    return RecordCopy.with(
        FleetFixture.allKeys().clusterOrThrow(DnsLabel.parse("staging-sto2")),
        "talos",
        TalosVersion.parse(talos));
  }
}
