/**
 * Internal: the deployment of a reviewed change, stack after stack. May use: {@code document},
 * {@code plan}, {@code value}.
 */
@NullMarked
package dev.slipway.deploy;

import org.jspecify.annotations.NullMarked;
