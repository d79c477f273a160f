/** Public API: what a program of its own may add to a cluster, components with their resources. */
@NullMarked
package dev.slipway.components.extension;

import org.jspecify.annotations.NullMarked;
