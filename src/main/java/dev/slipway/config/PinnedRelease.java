package dev.slipway.config;

import dev.slipway.value.Sha256;
import dev.slipway.value.Version;

/**
 * A release of third-party software whose manifest must match a digest.
 *
 * @param version version of the release
 * @param sha256 SHA-256 digest of the release's manifest, 64 hexadecimal digits
 */
public record PinnedRelease(Version version, Sha256 sha256) {}
