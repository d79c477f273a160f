/**
 * Internal: short-lived credentials of a cluster, signed by the authorities in its Talos secrets
 * bundle. It writes no file: a key exists in memory and on standard output only. Decision:
 * docs/adr/0017.
 */
@NullMarked
package dev.slipway.credentials;

import org.jspecify.annotations.NullMarked;
