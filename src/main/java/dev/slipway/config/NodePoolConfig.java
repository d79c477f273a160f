package dev.slipway.config;

import dev.slipway.value.CloudName;
import dev.slipway.value.NodeLabel;
import dev.slipway.value.Taint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Workers of one kind; {@code count} of them.
 *
 * @param image Talos image in Glance; else the stack's
 * @param bootVolume for a flavor without a local disk
 * @param labels of the nodes, besides {@code slipway.dev/pool}
 * @param antiAffinity whether no two may be on one hypervisor; else as the cloud likes
 */
public record NodePoolConfig(
    Integer count,
    CloudName flavor,
    @Nullable CloudName image,
    @Nullable BootVolumeConfig bootVolume,
    @Nullable List<NodeLabel> labels,
    @Nullable List<Taint> taints,
    @Nullable Boolean antiAffinity) {}
