package dev.slipway.config;

import dev.slipway.value.HttpsUrl;
import org.jspecify.annotations.Nullable;

/**
 * The encryption of the disks of Talos nodes.
 *
 * @param kind {@code tpm}: the server's TPM seals the keys of its disk; the image must boot with
 *     SecureBoot, and image or flavor must give the server a TPM 2.0. {@code kms}: a KMS outside
 *     the cluster does, at each boot. {@code none}: disks are not encrypted, and that is accepted
 * @param endpoint URL of the KMS. Its certificate must be from an authority that Talos contains
 */
public record DiskEncryptionConfig(DiskEncryptionKind kind, @Nullable HttpsUrl endpoint) {}
