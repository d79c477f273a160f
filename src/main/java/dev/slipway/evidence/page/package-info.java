/** Internal: the report: Markdown, HTML and JSON. */
@NullMarked
package dev.slipway.evidence.page;

import org.jspecify.annotations.NullMarked;
