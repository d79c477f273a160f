/**
 * Public API, for checks of stack files: the records of the keys. Reads the stack files with
 * Jackson, validates them and reports every problem with its line. The records match the keys of
 * {@code stacks/*.yaml} one to one: a new key is a new record component. May use: {@code value}.
 */
@NullMarked
package dev.slipway.config;

import org.jspecify.annotations.NullMarked;
