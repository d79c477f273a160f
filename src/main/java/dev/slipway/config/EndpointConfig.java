package dev.slipway.config;

import dev.slipway.value.CloudName;
import dev.slipway.value.DnsName;
import dev.slipway.value.GlanceImage;
import dev.slipway.value.IpAddress;
import dev.slipway.value.NetworkInterfaceName;
import dev.slipway.value.NeutronId;
import dev.slipway.value.OctaviaProvider;
import org.jspecify.annotations.Nullable;

/**
 * The load balancer of the Kubernetes and Talos APIs.
 *
 * @param kind {@code haproxy}: servers of the stack that run HAProxy; {@code octavia}: the cloud's
 *     load balancer, not on a shared network
 * @param provider provider of Octavia
 * @param replicas number of HAProxy servers: 1, or 2 for a pair that shares {@code address}.
 *     Default: {@code 1}
 * @param address IPv4 address in {@code network.cidr} at which nodes reach the APIs
 * @param floatingIp floating IP at which jump hosts and Argo CD reach the APIs. On a shared network
 *     they use {@code address}
 * @param floatingIpId id of that floating IP, for clouds in which no project chooses addresses: an
 *     update imports it. {@code slipway reserve STACK --yes} allocates it and writes both keys.
 *     Default: an update allocates the floating IP
 * @param dnsName DNS name of the address that jump hosts use; added to the API server's
 *     certificate. No two stacks may use the same
 * @param flavor name of the HAProxy servers' Nova flavor
 * @param image the HAProxy servers' image in Glance, {@code NAME} or {@code NAME@ID}, a Debian with
 *     cloud-init. Production requires the id
 * @param networkInterface name of the network interface in {@code image}; used with 2 replicas.
 *     Default: {@value #DEFAULT_INTERFACE}
 */
public record EndpointConfig(
    EndpointKind kind,
    @Nullable OctaviaProvider provider,
    @Nullable Integer replicas,
    IpAddress address,
    @Nullable IpAddress floatingIp,
    @Nullable NeutronId floatingIpId,
    DnsName dnsName,
    @Nullable CloudName flavor,
    @Nullable GlanceImage image,
    @Nullable NetworkInterfaceName networkInterface) {
  /** Name of the first network interface in Debian's cloud images under KVM. */
  static final String DEFAULT_INTERFACE = "ens3";

  /** Returns the network interface that the endpoint's address is added to. */
  public String interfaceName() {
    return networkInterface == null ? DEFAULT_INTERFACE : networkInterface.text();
  }

  /** Returns the number of HAProxy servers. */
  public int serverCount() {
    if (kind == EndpointKind.OCTAVIA) {
      return 0;
    }
    return replicas == null ? 1 : replicas;
  }

  /** Returns the address that jump hosts and Argo CD use. */
  public IpAddress externalAddress() {
    return floatingIp == null ? address : floatingIp;
  }

  /** Returns the key of {@link #externalAddress}. */
  public String externalAddressKey() {
    return floatingIp == null ? "endpoint.address" : "endpoint.floatingIp";
  }
}
