/** The cluster's network and who has which address in it. */
@NullMarked
package dev.slipway.plan.network;

import org.jspecify.annotations.NullMarked;
