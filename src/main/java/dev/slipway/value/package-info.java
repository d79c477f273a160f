/**
 * Public API: immutable values that all other packages share. {@code parse(String)} reads a value
 * and {@code toString()} writes it back. May use: {@code java.*} and, for address arithmetic,
 * {@code inet.ipaddr}.
 */
@NullMarked
package dev.slipway.value;

import org.jspecify.annotations.NullMarked;
