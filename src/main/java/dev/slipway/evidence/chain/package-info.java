/**
 * Internal: the hash chain: whoever changes a file must also change every later entry of the chain.
 */
@NullMarked
package dev.slipway.evidence.chain;

import org.jspecify.annotations.NullMarked;
