/**
 * A new datacenter's stack file, made of a sibling's. Plans nothing by itself. May use: {@code
 * config}, {@code value}.
 */
@NullMarked
package dev.slipway.onboarding;

import org.jspecify.annotations.NullMarked;
