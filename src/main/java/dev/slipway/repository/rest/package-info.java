/**
 * Internal: a client of a forge's REST API that only reads. May use: {@code value}, {@code http},
 * {@code repository}.
 */
@NullMarked
package dev.slipway.repository.rest;

import org.jspecify.annotations.NullMarked;
