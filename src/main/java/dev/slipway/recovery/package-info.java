/**
 * Internal: the {@code pulumi} command, and cleanup after an interrupted {@code pulumi up}: deletes
 * objects that were created but not recorded in the state. May use: {@code value}, {@code
 * document}, {@code cloud}, {@code guard}, {@code process}.
 */
@NullMarked
package dev.slipway.recovery;

import org.jspecify.annotations.NullMarked;
