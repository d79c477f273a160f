package dev.slipway.plan.model;

import dev.slipway.value.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A Neutron port with a planned address, in one security group.
 *
 * @param name unique in the fleet
 * @param group name of the security group
 * @param allowedAddresses allowed address pairs
 */
public record PortPlan(
    String name, IpAddress address, String group, List<IpAddress> allowedAddresses) {

  /** Copies the list. */
  public PortPlan {
    allowedAddresses = List.copyOf(allowedAddresses);
  }

  /** Returns all ports of the cluster. */
  public static List<PortPlan> of(ClusterPlan cluster) {
    List<PortPlan> ports = new ArrayList<>();
    cluster.servers().forEach(server -> ports.add(of(cluster, server)));
    if (cluster.endpoint() instanceof EndpointPlan.HaproxyPair) {
      ports.add(virtualIp(cluster));
    }
    return ports;
  }

  /** Returns the port of a server. A load balancer of a pair may also use the virtual IP. */
  public static PortPlan of(ClusterPlan cluster, ServerPlan server) {
    boolean isInPair =
        server.role() == ServerRole.LOAD_BALANCER
            && cluster.endpoint() instanceof EndpointPlan.HaproxyPair;
    return new PortPlan(
        server.name(),
        server.address(),
        new Peer.Group(cluster, server.role()).name(),
        isInPair ? List.of(cluster.endpoint().address()) : List.of());
  }

  /** Returns the port that reserves the virtual IP of a pair and has its floating IP. */
  public static PortPlan virtualIp(ClusterPlan cluster) {
    return new PortPlan(
        cluster.name() + "-endpoint",
        cluster.endpoint().address(),
        new Peer.Group(cluster, ServerRole.LOAD_BALANCER).name(),
        List.of());
  }
}
