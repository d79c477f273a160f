/**
 * Ring 0: the words that every other ring shares. Values are immutable, are made by {@code
 * parse(String)} and print what {@code parse} reads. May use: {@code java.*} and, for address
 * arithmetic, {@code inet.ipaddr}.
 */
@NullMarked
package dev.slipway.value;

import org.jspecify.annotations.NullMarked;
