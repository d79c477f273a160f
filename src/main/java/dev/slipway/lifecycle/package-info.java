/**
 * Internal. Assesses the versions in stack files by the list of releases in {@code
 * lifecycle/releases.yaml}: end of life, minimum patch, and what the list does not contain. Has no
 * clock: the day is a parameter.
 */
@NullMarked
package dev.slipway.lifecycle;

import org.jspecify.annotations.NullMarked;
