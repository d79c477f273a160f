package dev.slipway.config;

import dev.slipway.value.CloudName;
import dev.slipway.value.DnsName;
import dev.slipway.value.IpAddress;
import dev.slipway.value.OctaviaProvider;
import org.jspecify.annotations.Nullable;

/**
 * The way to the API servers.
 *
 * @param provider what makes Octavia's load balancer; of kind octavia only
 * @param servers 1, or 2 that take {@code address} over from each other; of kind haproxy only
 * @param address inside the network's prefix: what the nodes use
 * @param floatingAddress on the external network: what the jump host and ArgoCD use; on a network
 *     of kind tenant only, on a shared one they use {@code address}
 * @param dnsName of the address that the jump host uses; a name on the API server's certificate
 * @param flavor of the HAProxy server; of kind haproxy only
 * @param image of the HAProxy server, with cloud-init; of kind haproxy only
 * @param networkInterface of a pair, as the image names it; else {@value #INTERFACE}; of kind
 *     haproxy only
 */
public record EndpointConfig(
    EndpointKind kind,
    @Nullable OctaviaProvider provider,
    @Nullable Integer servers,
    IpAddress address,
    @Nullable IpAddress floatingAddress,
    DnsName dnsName,
    @Nullable CloudName flavor,
    @Nullable CloudName image,
    @Nullable CloudName networkInterface) {
  /** Of Debian's cloud images under KVM. */
  static final String INTERFACE = "ens3";

  /** The interface that carries the endpoint's address. */
  public String carrier() {
    return networkInterface == null ? INTERFACE : networkInterface.text();
  }

  /** How many servers of ours stand before the API servers. */
  public int count() {
    if (kind == EndpointKind.OCTAVIA) {
      return 0;
    }
    return servers == null ? 1 : servers;
  }

  /** What the jump host and ArgoCD use. */
  public IpAddress outerAddress() {
    return floatingAddress == null ? address : floatingAddress;
  }

  /** The key that {@link #outerAddress} stands at. */
  public String outerKey() {
    return floatingAddress == null ? "endpoint.address" : "endpoint.floatingAddress";
  }
}
