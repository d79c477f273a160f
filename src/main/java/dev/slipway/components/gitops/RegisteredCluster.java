package dev.slipway.components.gitops;

import dev.slipway.plan.model.ClusterPlan;

/**
 * A Management Cluster in which Argo CD's permissions exist, so that Argo CD connects to it.
 *
 * @param authorityPem the certificate of the authority of its API
 */
public record RegisteredCluster(ClusterPlan plan, String authorityPem) {}
