package dev.slipway.config;

import dev.slipway.value.CloudName;
import org.jspecify.annotations.Nullable;

/**
 * A volume to boot from, for flavors without a local disk; deleted with its server.
 *
 * @param size in GiB
 * @param type Cinder's volume type; else the cloud's default
 */
public record BootVolumeConfig(Integer size, @Nullable CloudName type) {}
