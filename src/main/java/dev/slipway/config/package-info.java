/**
 * Ring 1: what an operator writes. Records are 1:1 with the keys of {@code stacks/*.yaml}; a new
 * key is a new record component. Jackson lives here alone. May use: {@code value}.
 */
@NullMarked
package dev.slipway.config;

import org.jspecify.annotations.NullMarked;
