/**
 * Internal: Zitadel's management API by JSON: signs in with the key of a service user, reads what
 * decides who may sign in, compares it with the plan, and creates what API servers need before they
 * start. May use: {@code value}, {@code http}, {@code plan}.
 */
@NullMarked
package dev.slipway.zitadel;

import org.jspecify.annotations.NullMarked;
