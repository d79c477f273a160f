package dev.slipway.lab.segmentation;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.List;

/**
 * A packet that one server of the fleet sends to another.
 *
 * @param destination the fixed address or the floating IP of the target; empty for its IPv6
 *     link-local address, which follows from the MAC address that Neutron chooses
 * @param protocol number of the IP protocol
 * @param port for ICMP the type; 0 if the protocol has no ports
 */
record Packet(int number, Server from, Server to, String destination, int protocol, int port) {

  /** A server and its cluster. */
  record Server(ClusterPlan cluster, ServerPlan node) {
    @Override
    public String toString() {
      return node.name();
    }
  }

  /** Returns 4 or 6. */
  int ipVersion() {
    return destination.isEmpty() || destination.contains(":") ? 6 : 4;
  }

  boolean isInOneCluster() {
    return from.cluster().name().equals(to.cluster().name());
  }

  boolean crossesEnvironments() {
    return from.cluster().environment() != to.cluster().environment();
  }

  /** Returns the packet in the form that {@code lab/probes/packet_probe.py} reads. */
  List<Object> row() {
    return List.of(number, from.node().name(), to.node().name(), destination, protocol, port);
  }

  @Override
  public String toString() {
    String address = destination.isEmpty() ? "its IPv6 link-local address" : destination;
    return "#%d %s -> %s at %s, protocol %d, port or type %d"
        .formatted(number, from, to, address, protocol, port);
  }
}
