package dev.slipway.plan.cluster;

import dev.slipway.value.DnsName;
import dev.slipway.value.IpAddress;
import dev.slipway.value.Traffic;
import java.util.List;

/**
 * The way to the API servers.
 *
 * @param servers one that has {@code address} itself, or two that take it over from each other
 * @param address what the nodes use
 * @param floatingAddress what the jump host and the Ops Cluster use
 * @param networkInterface of the servers, by the name that their image gives it
 */
public record EndpointPlan(
    List<NodePlan> servers,
    IpAddress address,
    IpAddress floatingAddress,
    DnsName dnsName,
    String networkInterface) {

  /** Copies the list. */
  public EndpointPlan {
    servers = List.copyOf(servers);
  }

  /** Whether {@code address} moves between servers. */
  public boolean isPair() {
    return servers.size() > 1;
  }

  /** The API's URL inside the cluster's network. */
  public String innerUrl() {
    return url(address);
  }

  /** The API's URL for the jump host and the Ops Cluster. */
  public String outerUrl() {
    return url(floatingAddress);
  }

  private static String url(IpAddress address) {
    return "https://" + address + ":" + Traffic.KUBERNETES_API.first();
  }
}
