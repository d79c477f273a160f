package dev.slipway.config;

import dev.slipway.value.DnsName;
import dev.slipway.value.IpAddress;
import dev.slipway.value.Label;

/**
 * The way to the API servers.
 *
 * @param address inside the network's prefix: what the nodes use
 * @param floatingAddress on the external network: what the jump host and ArgoCD use
 * @param dnsName of the floating address; a name on the API server's certificate
 * @param flavor of the HAProxy server
 * @param image of the HAProxy server, with cloud-init
 */
public record EndpointConfig(
    EndpointKind kind,
    IpAddress address,
    IpAddress floatingAddress,
    DnsName dnsName,
    Label flavor,
    Label image) {}
