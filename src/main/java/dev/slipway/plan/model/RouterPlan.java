package dev.slipway.plan.model;

import dev.slipway.value.IpAddress;

/**
 * The router of a project's network.
 *
 * @param gateway address in the network
 * @param externalNetwork name of the external network
 * @param externalIp address on the external network: the source address after SNAT
 */
public record RouterPlan(IpAddress gateway, String externalNetwork, IpAddress externalIp) {}
