/**
 * Internal. Reads and writes JSON, writes Markdown, and reads the text files of the jar. JSON is
 * also valid YAML, so one writer serves machine configs, cloud-configs and Kubernetes manifests.
 */
@NullMarked
package dev.slipway.document;

import org.jspecify.annotations.NullMarked;
