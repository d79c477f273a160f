/**
 * Internal: the verification that every audit event is in each sink, and locked in the archive. May
 * use: value, document, Jackson. Its package {@code sink} reads archive and log store, and may also
 * use: plan.model, http and the AWS SDK.
 */
@NullMarked
package dev.slipway.audit;

import org.jspecify.annotations.NullMarked;
