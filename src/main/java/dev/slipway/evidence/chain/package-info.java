/** A chain of digests: who changes a file has to change every link after it. */
@NullMarked
package dev.slipway.evidence.chain;

import org.jspecify.annotations.NullMarked;
