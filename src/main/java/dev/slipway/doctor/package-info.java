/**
 * Internal: checks that a computer has what Slipway and Pulumi need, the tools, files and
 * variables. Reads only this computer, no cloud. May use: {@code value}, {@code plan}, {@code
 * cloud}, {@code guard}.
 */
@NullMarked
package dev.slipway.doctor;

import org.jspecify.annotations.NullMarked;
