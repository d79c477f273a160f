/** Public API: an in-memory engine for tests and for the build. */
@NullMarked
package dev.slipway.components.testing;

import org.jspecify.annotations.NullMarked;
