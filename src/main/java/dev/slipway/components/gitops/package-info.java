/** ArgoCD, and the clusters that are registered there. */
@NullMarked
package dev.slipway.components.gitops;

import org.jspecify.annotations.NullMarked;
