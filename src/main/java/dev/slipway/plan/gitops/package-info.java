/**
 * Internal: what Argo CD on the Ops Cluster contains for each Management Cluster, and what it may
 * do there. May use: {@code value}, {@code document}, {@code plan.model}.
 */
@NullMarked
package dev.slipway.plan.gitops;

import org.jspecify.annotations.NullMarked;
