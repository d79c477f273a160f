/**
 * Internal. Reads and validates the stack files, and reports every problem with its line. The
 * records match the keys of {@code stacks/*.yaml} one to one: a new key is a new record component.
 * Only this package reads YAML with Jackson; other packages use Jackson for JSON. May use: {@code
 * value}.
 */
@NullMarked
package dev.slipway.config;

import org.jspecify.annotations.NullMarked;
