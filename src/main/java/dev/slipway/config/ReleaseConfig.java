package dev.slipway.config;

import dev.slipway.value.Sha256;
import dev.slipway.value.Version;

/**
 * A release of others.
 *
 * @param sha256 of its manifest: of ArgoCD's {@code install.yaml}, of what {@code cilium/render}
 *     writes
 */
public record ReleaseConfig(Version version, Sha256 sha256) {}
