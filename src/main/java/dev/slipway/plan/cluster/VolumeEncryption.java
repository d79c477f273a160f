package dev.slipway.plan.cluster;

import dev.slipway.plan.model.DiskEncryptionPlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Documents that encrypt the two partitions of a node with its data: STATE with its machine config,
 * and EPHEMERAL with etcd, the audit log, images and pods. Source: {@code config/types/block} of
 * Talos' machinery, the same in 1.11 to 1.14; docs/adr/0038.
 */
final class VolumeEncryption {
  private VolumeEncryption() {}

  static List<Map<String, Object>> documents(DiskEncryptionPlan disks) {
    if (!disks.isEnabled()) {
      return List.of();
    }
    Map<String, Object> state = key(disks);
    // EPHEMERAL cannot be opened beside the STATE of another server.
    Map<String, Object> ephemeral = new TreeMap<>(state);
    ephemeral.put("lockToState", true);
    return List.of(volume("STATE", state), volume("EPHEMERAL", ephemeral));
  }

  private static Map<String, Object> volume(String name, Map<String, Object> key) {
    return MachineConfigPatches.document(
        "VolumeConfig",
        Map.of("name", name, "encryption", Map.of("provider", "luks2", "keys", List.of(key))));
  }

  private static Map<String, Object> key(DiskEncryptionPlan disks) {
    // Without SecureBoot, any program that boots on the server gets the key from its TPM.
    Map<String, Object> settings =
        disks
            .endpoint()
            .<Map<String, Object>>map(url -> Map.of("endpoint", url.toString()))
            .orElse(Map.of("checkSecurebootStatusOnEnroll", true));
    return Map.of("slot", 0, disks.kind(), settings);
  }
}
