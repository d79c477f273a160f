package dev.slipway.plan.model;

import dev.slipway.value.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A port whose address the plan chose, in one security group.
 *
 * @param name unique in the fleet
 * @param group the security group's name
 * @param allowedAddresses addresses besides its own
 */
public record PortPlan(
    String name, IpAddress address, String group, List<IpAddress> allowedAddresses) {

  /** Copies the list. */
  public PortPlan {
    allowedAddresses = List.copyOf(allowedAddresses);
  }

  /** Every port of the cluster. */
  public static List<PortPlan> of(ClusterPlan cluster) {
    List<PortPlan> ports = new ArrayList<>();
    cluster.servers().forEach(server -> ports.add(of(cluster, server)));
    if (cluster.endpoint() instanceof EndpointPlan.HaproxyPair) {
      ports.add(virtualIp(cluster));
    }
    return ports;
  }

  /** The server's own. One of a pair may also send as the endpoint. */
  public static PortPlan of(ClusterPlan cluster, ServerPlan server) {
    boolean takesOver =
        server.role() == ServerRole.LOAD_BALANCER
            && cluster.endpoint() instanceof EndpointPlan.HaproxyPair;
    return new PortPlan(
        server.name(),
        server.address(),
        new Peer.Group(cluster, server.role()).name(),
        takesOver ? List.of(cluster.endpoint().address()) : List.of());
  }

  /** Of no server: keeps the address that a pair hands over, and carries its floating IP. */
  public static PortPlan virtualIp(ClusterPlan cluster) {
    return new PortPlan(
        cluster.name() + "-endpoint",
        cluster.endpoint().address(),
        new Peer.Group(cluster, ServerRole.LOAD_BALANCER).name(),
        List.of());
  }
}
