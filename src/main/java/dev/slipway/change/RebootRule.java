package dev.slipway.change;

import java.util.List;

/**
 * The parts of a machine config that Talos applies without a reboot. Source: {@code
 * CanApplyImmediate} in {@code v1alpha1_runtime.go} of Talos 1.12. Documents with a kind are not in
 * its comparison, so Talos always applies them at once.
 */
final class RebootRule {
  /** Beginnings of paths in the document without a kind. */
  static final List<String> LIVE =
      List.of(
          "debug",
          "cluster",
          "machine.ca",
          "machine.acceptedCAs",
          "machine.time",
          "machine.certSANs",
          "machine.install",
          "machine.network",
          "machine.sysfs",
          "machine.sysctls",
          "machine.logging",
          "machine.controlPlane",
          "machine.kubelet",
          "machine.kernel",
          "machine.registries",
          "machine.pods",
          "machine.seccompProfiles",
          "machine.nodeAnnotations",
          "machine.nodeLabels",
          "machine.nodeTaints",
          "machine.features.kubernetesTalosAPIAccess",
          "machine.features.kubePrism",
          "machine.features.hostDNS",
          "machine.features.imageCache",
          "machine.features.nodeAddressSortAlgorithm");

  private RebootRule() {}

  /** Whether Talos reboots when the value at this path changes. */
  static boolean needsReboot(String path) {
    return DocumentPaths.isBelow(path, "machine")
        && LIVE.stream().noneMatch(live -> DocumentPaths.isBelow(path, live));
  }
}
