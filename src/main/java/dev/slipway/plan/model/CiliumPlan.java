package dev.slipway.plan.model;

import dev.slipway.value.Sha256;
import dev.slipway.value.Version;

/**
 * Cilium, the pod network of a cluster.
 *
 * @param sha256 digest of the manifest before {@code CiliumManifest} adds settings to it
 * @param usesWireGuard whether nodes encrypt packets between pods
 */
public record CiliumPlan(Version version, Sha256 sha256, boolean usesWireGuard) {
  /** Returns the file with the manifest that {@code cilium/render} writes. */
  public String file() {
    return "cilium/cilium-%s.yaml".formatted(version);
  }

  /** Returns the command that writes the file, for messages. */
  public String renderCommand() {
    return "cilium/render %s >%s".formatted(version, file());
  }

  /** Returns the encryption, as {@code cilium.encryption} has it. */
  public String encryption() {
    return encryption(usesWireGuard);
  }

  /** Returns the value of {@code cilium.encryption} for nodes that use WireGuard, or do not. */
  public static String encryption(boolean usesWireGuard) {
    return usesWireGuard ? "wireguard" : "none";
  }
}
