/** The items of the CIS Kubernetes Benchmark, and tests that hold docs/hardening.md to them. */
@NullMarked
package dev.slipway.hardening;

import org.jspecify.annotations.NullMarked;
