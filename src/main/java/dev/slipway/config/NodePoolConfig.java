package dev.slipway.config;

import dev.slipway.value.Label;

/** Workers of one kind; {@code count} of them. */
public record NodePoolConfig(Integer count, Label flavor) {}
