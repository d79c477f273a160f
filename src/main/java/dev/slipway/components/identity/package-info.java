/** Kubernetes' side of people's and machines' rights. */
@NullMarked
package dev.slipway.components.identity;

import org.jspecify.annotations.NullMarked;
