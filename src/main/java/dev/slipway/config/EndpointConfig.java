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
 * @param replicas 1, or 2 that take {@code address} over from each other; of kind haproxy only
 * @param address inside the network's prefix: what the nodes use
 * @param floatingIp on the external network: what the jump host and ArgoCD use; on a network of
 *     kind project only, on a shared one they use {@code address}
 * @param dnsName of the address that the jump host uses; a name on the API server's certificate
 * @param flavor of the HAProxy server; of kind haproxy only
 * @param image of the HAProxy server, with cloud-init; of kind haproxy only
 * @param networkInterface of a pair, as the image names it; else {@value #DEFAULT_INTERFACE}; of
 *     kind haproxy only
 */
public record EndpointConfig(
    EndpointKind kind,
    @Nullable OctaviaProvider provider,
    @Nullable Integer replicas,
    IpAddress address,
    @Nullable IpAddress floatingIp,
    DnsName dnsName,
    @Nullable CloudName flavor,
    @Nullable CloudName image,
    @Nullable CloudName networkInterface) {
  /** Of Debian's cloud images under KVM. */
  static final String DEFAULT_INTERFACE = "ens3";

  /** The interface that carries the endpoint's address. */
  public String interfaceName() {
    return networkInterface == null ? DEFAULT_INTERFACE : networkInterface.text();
  }

  /** How many servers of ours stand before the API servers. */
  public int serverCount() {
    if (kind == EndpointKind.OCTAVIA) {
      return 0;
    }
    return replicas == null ? 1 : replicas;
  }

  /** What the jump host and ArgoCD use. */
  public IpAddress externalAddress() {
    return floatingIp == null ? address : floatingIp;
  }

  /** The key that {@link #externalAddress} stands at. */
  public String externalAddressKey() {
    return floatingIp == null ? "endpoint.address" : "endpoint.floatingIp";
  }
}
