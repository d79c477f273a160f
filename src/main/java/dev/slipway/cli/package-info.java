/** Internal: the command line. May use every package except {@code components}. */
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
