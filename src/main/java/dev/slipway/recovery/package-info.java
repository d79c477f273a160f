/**
 * After an update that was killed: what it made in the cloud and did not live to write down. May
 * use: {@code cloud}.
 */
@NullMarked
package dev.slipway.recovery;

import org.jspecify.annotations.NullMarked;
