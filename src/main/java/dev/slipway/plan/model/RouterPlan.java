package dev.slipway.plan.model;

import dev.slipway.value.IpAddress;

/**
 * The router of a network of our own.
 *
 * @param gateway its address in the network's prefix
 * @param externalNetwork by name
 * @param externalIp its address on the external network: what others see of us
 */
public record RouterPlan(IpAddress gateway, String externalNetwork, IpAddress externalIp) {}
