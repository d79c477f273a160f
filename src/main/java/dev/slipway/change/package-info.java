/**
 * Internal. Compares two plans of a stack: what an update does to each server, in which order, and
 * what it refuses.
 */
@NullMarked
package dev.slipway.change;

import org.jspecify.annotations.NullMarked;
