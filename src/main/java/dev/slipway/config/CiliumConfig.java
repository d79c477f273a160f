package dev.slipway.config;

import dev.slipway.value.Sha256;
import dev.slipway.value.Version;
import org.jspecify.annotations.Nullable;

/**
 * The release of Cilium and its settings.
 *
 * @param version version of Cilium
 * @param sha256 SHA-256 digest of the manifest that {@code cilium/render} writes, 64 hexadecimal
 *     digits
 * @param encryption {@code wireguard}: nodes encrypt packets between pods; {@code none}: they do
 *     not. Default: by network.kind, {@code wireguard} with shared and {@code none} with project
 */
public record CiliumConfig(Version version, Sha256 sha256, @Nullable PodEncryption encryption) {
  /** Returns the version with its digest. */
  PinnedRelease release() {
    return new PinnedRelease(version, sha256);
  }

  /** Returns the encryption on a network of this kind. */
  public PodEncryption encryptionOrDefault(NetworkKind network) {
    if (encryption != null) {
      return encryption;
    }
    return network == NetworkKind.SHARED ? PodEncryption.WIREGUARD : PodEncryption.NONE;
  }
}
