/** Internal: earlier versions of files, by the {@code git} command. May use: {@code process}. */
@NullMarked
package dev.slipway.git;

import org.jspecify.annotations.NullMarked;
