/** Internal: tools that the build runs. */
@NullMarked
package dev.slipway.build;

import org.jspecify.annotations.NullMarked;
