package dev.slipway.plan.cluster;

import dev.slipway.value.DnsName;
import dev.slipway.value.IpAddress;
import dev.slipway.value.Traffic;

/**
 * The way to the API servers.
 *
 * @param floatingAddress what the jump host and the Ops Cluster use
 */
public record EndpointPlan(NodePlan server, IpAddress floatingAddress, DnsName dnsName) {

  /** What the nodes use. */
  public IpAddress address() {
    return server.address();
  }

  /** The API's URL inside the cluster's network. */
  public String innerUrl() {
    return url(address());
  }

  /** The API's URL for the jump host and the Ops Cluster. */
  public String outerUrl() {
    return url(floatingAddress);
  }

  private static String url(IpAddress address) {
    return "https://" + address + ":" + Traffic.KUBERNETES_API.first();
  }
}
