/** The command line. May use every ring but {@code components}. */
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
