package dev.slipway.plan.model;

import dev.slipway.value.IpAddress;
import dev.slipway.value.NeutronId;
import java.util.Optional;

/**
 * The router of a project's network.
 *
 * @param gateway address in the network
 * @param externalNetwork name of the external network
 * @param externalIp address on the external network: the source address after SNAT
 * @param id of a router that was reserved with this address; empty: an update creates the router
 */
public record RouterPlan(
    IpAddress gateway, String externalNetwork, IpAddress externalIp, Optional<NeutronId> id) {}
