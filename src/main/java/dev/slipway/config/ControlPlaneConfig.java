package dev.slipway.config;

import dev.slipway.value.CloudName;
import org.jspecify.annotations.Nullable;

/**
 * The control plane.
 *
 * @param count 3 or 5; 1 outside production
 * @param flavor with a local disk: etcd waits for every write
 * @param bootVolume for a flavor without a local disk
 */
public record ControlPlaneConfig(
    Integer count, CloudName flavor, @Nullable BootVolumeConfig bootVolume) {}
