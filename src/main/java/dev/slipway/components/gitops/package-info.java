/** Internal: Argo CD and the registration of clusters. */
@NullMarked
package dev.slipway.components.gitops;

import org.jspecify.annotations.NullMarked;
