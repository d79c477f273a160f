package dev.slipway.plan;

import dev.slipway.value.Sha256;
import dev.slipway.value.Version;

/**
 * A release of others.
 *
 * @param sha256 of its manifest
 */
public record Release(Version version, Sha256 sha256) {}
