package dev.slipway.lab;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.List;

/**
 * A packet that one server of the fleet sends to another.
 *
 * @param destination the address that it is sent to: the target's own, or its floating one; empty
 *     for the target's IPv6 link-local address, which only Neutron's MAC address tells
 * @param protocol IP protocol's number
 * @param port for ICMP the type; 0 where the protocol has none
 */
record Packet(int number, Server from, Server to, String destination, int protocol, int port) {

  /** A server and the cluster that it is of. */
  record Server(ClusterPlan cluster, ServerPlan node) {
    @Override
    public String toString() {
      return node.name();
    }
  }

  /** 4 or 6. */
  int ipVersion() {
    return destination.isEmpty() || destination.contains(":") ? 6 : 4;
  }

  boolean isInOneCluster() {
    return from.cluster().name().equals(to.cluster().name());
  }

  /** As {@code lab/probes/packet_probe.py} takes it. */
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
