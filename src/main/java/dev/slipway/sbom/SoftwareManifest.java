package dev.slipway.sbom;

import dev.slipway.value.Sha256;

/**
 * A manifest that clusters apply.
 *
 * @param software the software that it installs
 * @param key key of its digest in the stack files
 */
public record SoftwareManifest(Component software, String key, Sha256 sha256) {
  /** Returns for example {@code Cilium 1.20.2}. */
  public String title() {
    return software.name() + " " + software.version().orElseThrow();
  }
}
