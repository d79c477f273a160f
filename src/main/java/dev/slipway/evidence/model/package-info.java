/**
 * Internal: the input of a report: the plan, the clouds' data, test packets and reachability
 * results.
 */
@NullMarked
package dev.slipway.evidence.model;

import org.jspecify.annotations.NullMarked;
