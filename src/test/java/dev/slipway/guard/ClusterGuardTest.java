package dev.slipway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parsed output of {@code live-cluster.sh}, and every refusal with its whole message. */
class ClusterGuardTest {
  private static final ClusterPlan PLAN = FleetFixture.cluster("staging-osl2");

  /** The digest of {@code kind: List} and a line break. */
  private static final String DIGEST =
      "bac33b4c6ac6e0a5745fec05e34589c0311e6b8da3abd1ab4b4f70205a8f1720";

  private static final LiveCluster SAME =
      new LiveCluster(
          Optional.of("1.13.9"),
          Optional.of("1.36.3"),
          Optional.of("10.244.0.0/16"),
          Optional.of("10.96.0.0/12"),
          Optional.of(PLAN.cilium().sha256().toString()),
          Optional.of("none"),
          Optional.of("none"),
          List.of("staging-osl2-control-plane-1", "staging-osl2-control-plane-2"),
          List.of());

  private static final String VERSION_AND_MEMBERS =
      """
      === version
      Client:
      \tTag:         v1.12.3
      Server:
      \tNODE:        10.41.16.11
      \tTag:         v1.11.5
      === config
      %s=== members
      NODE          ID                 HOSTNAME  PEER URLS               CLIENT URLS  LEARNER
      10.41.16.11   5f8ae2a9f7c4b0d1   cp-1      https://10.41.16.11     https://     false
      10.41.16.11   7f8ae2a9f7c4b0d1   cp-2      https://10.41.16.12     https://     true
      """;

  private static final String ONE_DOCUMENT =
      """
      version: v1alpha1
      machine:
        kubelet:
          image: ghcr.io/siderolabs/kubelet:v1.33.5
      cluster:
        network:
          podSubnets: [10.200.0.0/16]
          serviceSubnets: [10.201.0.0/16]
        inlineManifests:
          - name: cilium
            contents: |
              kind: List
      ---
      apiVersion: v1alpha1
      kind: HostnameConfig
      """;

  private static final String MANY_DOCUMENTS =
      """
      version: v1alpha1
      machine:
        certSANs: []
      ---
      apiVersion: v1alpha1
      kind: KubeletConfig
      image: ghcr.io/siderolabs/kubelet:v1.33.5
      ---
      apiVersion: v1alpha1
      kind: KubeNetworkConfig
      podSubnets: [10.200.0.0/16]
      serviceSubnets: [10.201.0.0/16]
      ---
      apiVersion: v1alpha1
      kind: KubeInlineManifestConfig
      name: cilium
      manifest: |
        kind: List
      """;

  @Test
  void readsMachineConfigOfEveryTalosVersion() {
    LiveCluster expected =
        new LiveCluster(
            Optional.of("1.11.5"),
            Optional.of("1.33.5"),
            Optional.of("10.200.0.0/16"),
            Optional.of("10.201.0.0/16"),
            Optional.of(DIGEST),
            Optional.of("none"),
            Optional.of("none"),
            List.of("cp-1", "cp-2"),
            List.of());
    assertEquals(expected, LiveCluster.parse(VERSION_AND_MEMBERS.formatted(ONE_DOCUMENT)));
    assertEquals(expected, LiveCluster.parse(VERSION_AND_MEMBERS.formatted(MANY_DOCUMENTS)));
  }

  @ParameterizedTest
  @CsvSource({
    "'tpm: { checkSecurebootStatusOnEnroll: true }', tpm",
    "'kms: { endpoint: https://kms.example.net:4050 }', kms at https://kms.example.net:4050",
    "'nodeID: {}', a key that is neither of tpm nor of kms",
  })
  void readsDiskEncryption(String key, String expected) {
    String volume =
        """
        ---
        kind: VolumeConfig
        name: EPHEMERAL
        mount: { secure: true }
        ---
        kind: VolumeConfig
        name: STATE
        encryption: { provider: luks2, keys: [{ slot: 0, %s }] }
        """
            .formatted(key);
    assertEquals(
        Optional.of(expected),
        LiveCluster.parse(VERSION_AND_MEMBERS.formatted(MANY_DOCUMENTS + volume)).diskEncryption());
  }

  @Test
  void valuesThatCannotBeReadAreEmpty() {
    LiveCluster unknown =
        LiveCluster.parse(
            """
            === version
            === config
            : [
            === members
            === unread
            the members of etcd of n1: no
            """);
    assertEquals(
        new LiveCluster(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of("the members of etcd of n1: no")),
        unknown);
    assertEquals(List.of(), refusals(LiveServerFixture.of(PLAN), unknown));
  }

  @Test
  void acceptsUnchangedClusterAndMoreControlPlaneNodes() {
    assertEquals(List.of(), refusals(LiveServerFixture.of(PLAN), SAME));
    assertEquals(List.of(), refusals(withoutThirdControlPlaneNode(), SAME));
  }

  @Test
  void refusesVersionsAndCidrs() {
    LiveCluster other =
        new LiveCluster(
            Optional.of("1.11.5"),
            Optional.of("1.33.5"),
            Optional.of("10.200.0.0/16"),
            Optional.of("10.201.0.0/16"),
            Optional.of("0123"),
            Optional.of("wireguard"),
            Optional.of("tpm"),
            List.of("cp-1"),
            List.of());
    assertEquals(
        List.of(
            "talos: cluster staging-osl2: 1.11.5, planned: 1.13.9; an update upgrades no cluster:"
                + " set it back to 1.11.5",
            "kubernetes: cluster staging-osl2: 1.33.5, planned: 1.36.3; an update upgrades no"
                + " cluster: set it back to 1.33.5",
            "cilium.sha256: cluster staging-osl2: 0123, planned: "
                + PLAN.cilium().sha256()
                + "; an update upgrades no cluster: set it back to 0123",
            "cilium.encryption: cluster staging-osl2: wireguard, planned: none; a cluster keeps"
                + " it: set it back to wireguard",
            "diskEncryption: cluster staging-osl2: tpm, planned: none; a cluster keeps it: set it"
                + " back to tpm",
            "network.podCidr: cluster staging-osl2: 10.200.0.0/16, planned: 10.244.0.0/16; a"
                + " cluster keeps it: set it back to 10.200.0.0/16",
            "network.serviceCidr: cluster staging-osl2: 10.201.0.0/16, planned: 10.96.0.0/12; a"
                + " cluster keeps it: set it back to 10.201.0.0/16"),
        refusals(LiveServerFixture.of(PLAN), other));
  }

  @Test
  void refusesNewControlPlaneNodeWhileEtcdDoesNotAnswer() {
    LiveCluster noEtcd =
        new LiveCluster(
            SAME.talos(),
            SAME.kubernetes(),
            SAME.podCidr(),
            SAME.serviceCidr(),
            SAME.ciliumSha256(),
            SAME.ciliumEncryption(),
            SAME.diskEncryption(),
            List.of(),
            List.of());
    assertEquals(List.of(), refusals(LiveServerFixture.of(PLAN), noEtcd));
    assertEquals(
        List.of(
            "controlPlane.count: staging-osl2-control-plane-3: missing, and etcd does not"
                + " answer, planned: new etcd members; first bring the other control-plane nodes"
                + " back: slipway drift staging-osl2 shows them"),
        refusals(withoutThirdControlPlaneNode(), noEtcd));
  }

  private static List<LiveServer> withoutThirdControlPlaneNode() {
    return LiveServerFixture.of(PLAN).stream()
        .filter(one -> !one.name().endsWith("control-plane-3"))
        .toList();
  }

  private static List<String> refusals(List<LiveServer> servers, LiveCluster live) {
    return ClusterGuard.refusals(PLAN, servers, live).stream().map(Refusal::toString).toList();
  }
}
