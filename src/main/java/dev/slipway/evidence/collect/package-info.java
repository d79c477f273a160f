/** Internal: collects the input of a report: live data from the clouds, and packet files. */
@NullMarked
package dev.slipway.evidence.collect;

import org.jspecify.annotations.NullMarked;
