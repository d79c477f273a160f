/**
 * Internal: what Pulumi recorded of a stack, compared with its file. Only reads. May use: {@code
 * recovery}, {@code guard}, {@code credentials}, {@code change}, {@code plan}, {@code document},
 * {@code value}.
 */
@NullMarked
package dev.slipway.status;

import org.jspecify.annotations.NullMarked;
