package dev.slipway.plan.model;

import dev.slipway.value.IpAddress;
import java.util.Optional;

/**
 * One server.
 *
 * @param name unique in the fleet, for example {@code staging-osl2-control-plane-1}
 * @param serverGroup anti-affinity group: its servers are on different hypervisors
 */
public record ServerPlan(
    String name, ServerRole role, PoolPlan pool, IpAddress address, Optional<String> serverGroup) {}
