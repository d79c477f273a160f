/**
 * Internal: a reader of clouds.yaml and a client of OpenStack's REST APIs, independent of plans and
 * of Pulumi. May use: {@code value}, {@code http}.
 */
@NullMarked
package dev.slipway.cloud;

import org.jspecify.annotations.NullMarked;
