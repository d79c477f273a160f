package dev.slipway.plan.cluster;

import dev.slipway.plan.model.CiliumPlan;

/**
 * Cilium's manifest in the machine config: the text with the digest of the stack file, with the
 * settings that a cluster chooses; docs/adr/0036.
 *
 * @param text the manifest
 */
public record CiliumManifest(String text) {
  private static final String CONFIG_MAP =
      """
      kind: ConfigMap
      metadata:
        name: cilium-config
        namespace: kube-system
      data:
      """;

  /** Helm renders these for encryption.enabled=true and encryption.type=wireguard. */
  private static final String WIRE_GUARD =
      """
        enable-wireguard: "true"
        wireguard-persistent-keepalive: "0s"
      """;

  /**
   * Returns the manifest with the settings of a cluster.
   *
   * @throws IllegalArgumentException if it has no ConfigMap for them
   */
  public CiliumManifest with(CiliumPlan cilium) {
    if (!cilium.usesWireGuard()) {
      return this;
    }
    if (!text.contains(CONFIG_MAP)) {
      throw new IllegalArgumentException(
          "Cilium's manifest has no ConfigMap cilium-config that can have the setting of cilium.encryption wireguard; render it with cilium/render %s, or set cilium.encryption: none"
              .formatted(cilium.version()));
    }
    return new CiliumManifest(text.replace(CONFIG_MAP, CONFIG_MAP + WIRE_GUARD));
  }

  /** Returns the manifest as it is before {@link #with}: its digest is that of the stack file. */
  public CiliumManifest withoutSettings() {
    return new CiliumManifest(text.replace(CONFIG_MAP + WIRE_GUARD, CONFIG_MAP));
  }

  /** Whether it has the setting for WireGuard. */
  public boolean usesWireGuard() {
    return text.contains(CONFIG_MAP + WIRE_GUARD);
  }
}
