/**
 * Writes documents: JSON is YAML too, so one writer serves machine configs, cloud-configs and
 * cluster secrets. Reads the text files of the jar. Jackson's other room beside {@code config}.
 */
@NullMarked
package dev.slipway.document;

import org.jspecify.annotations.NullMarked;
