package dev.slipway.plan.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.BlockYaml;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.DiskEncryptionPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.RecordCopy;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.TalosVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeEncryptionTest {
  @Test
  void tpmSealsBothKeys() {
    assertEquals(
        """
        apiVersion: v1alpha1
        encryption:
          keys:
          - slot: 0
            tpm:
              checkSecurebootStatusOnEnroll: true
          provider: luks2
        kind: VolumeConfig
        name: STATE
        ---
        apiVersion: v1alpha1
        encryption:
          keys:
          - lockToState: true
            slot: 0
            tpm:
              checkSecurebootStatusOnEnroll: true
          provider: luks2
        kind: VolumeConfig
        name: EPHEMERAL
        """,
        text(new DiskEncryptionPlan("tpm", Optional.empty())));
  }

  @Test
  void kmsSealsBothKeys() {
    HttpsUrl kms = HttpsUrl.parse("https://kms.example.net:4050");
    assertEquals(
        """
        apiVersion: v1alpha1
        encryption:
          keys:
          - kms:
              endpoint: https://kms.example.net:4050
            slot: 0
          provider: luks2
        kind: VolumeConfig
        name: STATE
        ---
        apiVersion: v1alpha1
        encryption:
          keys:
          - kms:
              endpoint: https://kms.example.net:4050
            lockToState: true
            slot: 0
          provider: luks2
        kind: VolumeConfig
        name: EPHEMERAL
        """,
        text(new DiskEncryptionPlan("kms", Optional.of(kms))));
  }

  private static String text(DiskEncryptionPlan disks) {
    return BlockYaml.stream(VolumeEncryption.documents(disks));
  }

  /**
   * Talos decrypts a disk before it reads the machine config: each node must have the documents.
   */
  @ParameterizedTest
  @ValueSource(strings = {"1.11.0", "1.13.9", "1.14.1"})
  void everyNodeHasThem(String talos) {
    ClusterPlan encrypted =
        RecordCopy.with(
            FleetFixture.allKeys().clusterOrThrow(DnsLabel.parse("staging-sto2")),
            "talos",
            TalosVersion.parse(talos));
    encrypted
        .nodes()
        .forEach(
            node ->
                assertEquals(
                    List.of("STATE", "EPHEMERAL"),
                    volumes(MachineConfigPatches.patches(encrypted, node)),
                    node.name()::toString));
    ClusterPlan plain = FleetFixture.cluster("staging-osl2");
    assertEquals(
        List.of(), volumes(MachineConfigPatches.patches(plain, plain.controlPlane().get(0))));
  }

  private static List<Object> volumes(List<Map<String, Object>> documents) {
    return documents.stream()
        .filter(document -> "VolumeConfig".equals(document.get("kind")))
        .map(document -> document.get("name"))
        .toList();
  }
}
