/** Internal: network and security groups in Neutron. */
@NullMarked
package dev.slipway.components.network;

import org.jspecify.annotations.NullMarked;
