/**
 * What keeps environments apart before anything runs. A key that names something of an environment
 * is one entry in {@link dev.slipway.config.boundary.EnvironmentBoundary}.
 */
@NullMarked
package dev.slipway.config.boundary;

import org.jspecify.annotations.NullMarked;
