/**
 * Internal: the HTTP client of {@code cloud}, {@code zitadel}, {@code repository}, {@code audit}
 * and {@code components}. May use: nothing of Slipway.
 */
@NullMarked
package dev.slipway.http;

import org.jspecify.annotations.NullMarked;
