package dev.slipway.config;

import dev.slipway.value.Sha256;
import dev.slipway.value.Version;

/**
 * A release of others.
 *
 * @param sha256 of its manifest
 */
public record PinnedRelease(Version version, Sha256 sha256) {}
