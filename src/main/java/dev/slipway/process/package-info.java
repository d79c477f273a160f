/** Internal: child processes. Uses no other package of ours. */
@NullMarked
package dev.slipway.process;

import org.jspecify.annotations.NullMarked;
