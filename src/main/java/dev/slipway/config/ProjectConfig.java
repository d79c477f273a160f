package dev.slipway.config;

import dev.slipway.value.CloudName;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * The OpenStack project that the stack's credential must belong to.
 *
 * @param id id of the project, in quotes; {@code slipway project STACK --write} writes it. No two
 *     stacks may have the same
 * @param region region of all services. Default: {@code region_name} of the entry in clouds.yaml
 * @param authUrl URL of Keystone that the entry in clouds.yaml must have. Default: any
 */
public record ProjectConfig(ProjectId id, @Nullable CloudName region, @Nullable HttpsUrl authUrl) {}
