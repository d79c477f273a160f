package dev.slipway.config;

import dev.slipway.value.Label;

/**
 * The control plane.
 *
 * @param count 3 or 5; 1 outside production
 * @param flavor with a local disk: etcd waits for every write
 */
public record ControlPlaneConfig(Integer count, Label flavor) {}
