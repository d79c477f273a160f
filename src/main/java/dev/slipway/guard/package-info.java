/**
 * Internal: compares the live servers of a cluster with its plan, before anything is registered:
 * what an update must not change is refused. The decisions are in docs/adr/0014 and 0028. May use:
 * {@code cloud}, {@code document}, {@code plan}, {@code value}.
 */
@NullMarked
package dev.slipway.guard;

import org.jspecify.annotations.NullMarked;
