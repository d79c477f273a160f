/** Internal: child processes. May use no other package. */
@NullMarked
package dev.slipway.process;

import org.jspecify.annotations.NullMarked;
