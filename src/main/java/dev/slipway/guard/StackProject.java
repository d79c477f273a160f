package dev.slipway.guard;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.Environment;

/**
 * The OpenStack project that a stack file names.
 *
 * @param name name of the stack
 * @param cloud entry in clouds.yaml
 * @param project what the entry's credential must belong to
 */
public record StackProject(
    DnsLabel name, Environment environment, String cloud, ClusterPlan.Project project) {}
