package dev.slipway.plan.model;

import dev.slipway.value.DnsName;
import dev.slipway.value.IpAddress;
import dev.slipway.value.OctaviaProvider;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.Optional;

/**
 * The way to the API servers.
 *
 * @param servers of ours: one that has {@code address} itself, or two that take it over from each
 *     other; none where Octavia does it
 * @param octavia what makes the load balancer, where it is Octavia's
 * @param address what the nodes use
 * @param floatingIp what the jump host and the Ops Cluster use; none on a shared network, where
 *     they use {@code address}
 * @param networkInterface of the servers, by the name that their image gives it
 */
public record EndpointPlan(
    List<ServerPlan> servers,
    Optional<OctaviaProvider> octavia,
    IpAddress address,
    Optional<IpAddress> floatingIp,
    DnsName dnsName,
    String networkInterface) {

  /** Copies the list. */
  public EndpointPlan {
    servers = List.copyOf(servers);
  }

  /** Whether {@code address} moves between servers of ours. */
  public boolean isHighlyAvailable() {
    return servers.size() > 1;
  }

  /** Whether Octavia's load balancer hands packets on as they are: no address of its own. */
  public boolean preservesClientIp() {
    return octavia.equals(Optional.of(OctaviaProvider.OVN));
  }

  /** Whose rules decide who gets in from outside. */
  public ServerRole ingressRole() {
    return preservesClientIp() ? ServerRole.CONTROL_PLANE : ServerRole.LOAD_BALANCER;
  }

  /** What the jump host and the Ops Cluster use. */
  public IpAddress externalAddress() {
    return floatingIp.orElse(address);
  }

  /** The API's URL inside the cluster's network. */
  public String internalUrl() {
    return url(address);
  }

  /** The API's URL for the jump host and the Ops Cluster. */
  public String externalUrl() {
    return url(externalAddress());
  }

  private static String url(IpAddress address) {
    return "https://" + address + ":" + Traffic.KUBERNETES_API.first();
  }
}
