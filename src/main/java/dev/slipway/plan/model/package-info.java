/** The plan as values: clusters, servers, networks, endpoints, connections, security groups. */
@NullMarked
package dev.slipway.plan.model;

import org.jspecify.annotations.NullMarked;
