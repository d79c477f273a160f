/** Servers, Talos and the way to the API server. */
@NullMarked
package dev.slipway.components.cluster;

import org.jspecify.annotations.NullMarked;
