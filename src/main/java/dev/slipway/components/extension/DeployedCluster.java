package dev.slipway.components.extension;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import dev.slipway.plan.model.ClusterPlan;

/**
 * The cluster of a stack, for extensions.
 *
 * @param plan the plan of its stack file
 * @param kubernetes the provider of objects in the cluster, with an administrator's permissions
 * @param kubeconfig of the provider; contains no secret
 * @param context for configuration, logs and outputs of the stack
 */
public record DeployedCluster(
    ClusterPlan plan, Provider kubernetes, Output<String> kubeconfig, Context context) {}
