package dev.slipway.config;

import dev.slipway.value.CloudName;
import org.jspecify.annotations.Nullable;

/**
 * The control-plane nodes, which also run etcd.
 *
 * @param count number of nodes: 3 or 5; outside production also 1
 * @param flavor name of the Nova flavor. Should have a local disk, because etcd waits for every
 *     write
 * @param bootVolume volume to boot from. Default: the flavor's local disk
 */
public record ControlPlaneConfig(
    Integer count, CloudName flavor, @Nullable BootVolumeConfig bootVolume) {}
