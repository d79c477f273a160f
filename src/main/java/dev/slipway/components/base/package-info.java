/** Internal: the base class of every component. */
@NullMarked
package dev.slipway.components.base;

import org.jspecify.annotations.NullMarked;
