/** ArgoCD on the Ops Cluster and the clusters that it knows. */
@NullMarked
package dev.slipway.plan.gitops;

import org.jspecify.annotations.NullMarked;
