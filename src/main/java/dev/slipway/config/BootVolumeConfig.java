package dev.slipway.config;

import dev.slipway.value.CloudName;
import org.jspecify.annotations.Nullable;

/**
 * A Cinder volume that a server boots from, for flavors without a local disk. Nova deletes the
 * volume together with its server.
 *
 * @param size size in GiB
 * @param type name of the Cinder volume type. Default: the cloud's default type
 */
public record BootVolumeConfig(Integer size, @Nullable CloudName type) {}
