/**
 * Internal: what a change of files does to stacks, for its review. May use: {@code plan}, {@code
 * change}, {@code preview}, {@code report}, {@code document}, {@code value}.
 */
@NullMarked
package dev.slipway.review;

import org.jspecify.annotations.NullMarked;
