package dev.slipway.config;

import dev.slipway.value.DnsName;
import dev.slipway.value.IpAddress;
import dev.slipway.value.Label;
import org.jspecify.annotations.Nullable;

/**
 * The way to the API servers.
 *
 * @param servers 1, or 2 that take {@code address} over from each other
 * @param address inside the network's prefix: what the nodes use
 * @param floatingAddress on the external network: what the jump host and ArgoCD use
 * @param dnsName of the floating address; a name on the API server's certificate
 * @param flavor of the HAProxy server
 * @param image of the HAProxy server, with cloud-init
 * @param networkInterface of a pair, as the image names it; else {@value #INTERFACE}
 */
public record EndpointConfig(
    EndpointKind kind,
    @Nullable Integer servers,
    IpAddress address,
    IpAddress floatingAddress,
    DnsName dnsName,
    Label flavor,
    Label image,
    @Nullable Label networkInterface) {
  /** Of Debian's cloud images under KVM. */
  static final String INTERFACE = "ens3";

  /** The interface that carries the endpoint's address. */
  public String carrier() {
    return networkInterface == null ? INTERFACE : networkInterface.text();
  }

  /** How many servers stand before the API servers. */
  public int count() {
    return servers == null ? 1 : servers;
  }
}
