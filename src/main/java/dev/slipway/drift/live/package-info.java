/** Internal: objects of Neutron's and Nova's REST APIs as records. */
@NullMarked
package dev.slipway.drift.live;

import org.jspecify.annotations.NullMarked;
