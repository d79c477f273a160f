/** Internal: the archive and the log store of audit events, read by their interfaces. */
@NullMarked
package dev.slipway.audit.sink;

import org.jspecify.annotations.NullMarked;
