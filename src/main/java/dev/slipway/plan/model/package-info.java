/**
 * Public API: the plan as immutable values: clusters, servers, networks, endpoints, connections,
 * security groups. May use: {@code value}, {@code config.PinnedRelease}.
 */
@NullMarked
package dev.slipway.plan.model;

import org.jspecify.annotations.NullMarked;
