/**
 * Ring 3: how it is made. Only here is {@code com.pulumi} known. May use: {@code plan}, {@code
 * value}, {@code document}.
 */
@NullMarked
package dev.slipway.components;

import org.jspecify.annotations.NullMarked;
