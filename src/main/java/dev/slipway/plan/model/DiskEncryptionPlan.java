package dev.slipway.plan.model;

import dev.slipway.value.HttpsUrl;
import java.util.Optional;

/**
 * The encryption of the disks of a cluster's nodes.
 *
 * @param kind as {@code diskEncryption.kind} has it
 * @param endpoint URL of the KMS; empty with another kind
 */
public record DiskEncryptionPlan(String kind, Optional<HttpsUrl> endpoint) {
  /** Disks that are not encrypted. */
  public static final DiskEncryptionPlan NONE = new DiskEncryptionPlan("none", Optional.empty());

  /** Whether disks are encrypted. */
  public boolean isEnabled() {
    return !kind.equals(NONE.kind);
  }

  /** Returns for example {@code tpm}, or {@code kms at https://kms.example.net:4050}. */
  @Override
  public String toString() {
    return endpoint.map(url -> kind + " at " + url).orElse(kind);
  }
}
