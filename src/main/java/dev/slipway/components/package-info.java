/**
 * Internal: Pulumi components, which create what the plan contains. Only this package and {@code
 * SlipwayProgram} import {@code com.pulumi}. May use: {@code plan}, {@code value}, {@code
 * document}, {@code http}, {@code cloud}, {@code guard}.
 */
@NullMarked
package dev.slipway.components;

import org.jspecify.annotations.NullMarked;
