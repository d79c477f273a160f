package dev.slipway.lab.segmentation;

import dev.slipway.lab.segmentation.Packet.Server;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.Protocol;
import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Test packets between the servers of a fleet. Every pair of groups of one cluster, and every group
 * with every load balancer of another cluster: all ports at and next to the limits of any rule.
 * Every pair of servers: one packet to the fixed address of each IP version.
 */
final class Packets {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMP = 1;
  private static final int ICMP6 = 58;
  private static final int VRRP = 112;
  private static final int ECHO = 8;
  private static final int ECHO6 = 128;
  private static final int LAST_PORT = 65535;

  private final FleetPlan fleet;
  private final List<Server> servers;
  private final List<Kind> kinds = new ArrayList<>();
  private final List<Packet> packets = new ArrayList<>();

  /** An IP protocol with a port, or with an ICMP type. */
  private record Kind(int protocol, int port) {}

  private record Pair(Server from, Server to) {
    boolean isInOneCluster() {
      return from.cluster().equals(to.cluster());
    }
  }

  private Packets(FleetPlan fleet) {
    this.fleet = fleet;
    this.servers = fleet.clusters().stream().flatMap(Packets::servers).toList();
    ports(Protocol.TCP).forEach(port -> kinds.add(new Kind(TCP, port)));
    ports(Protocol.UDP).forEach(port -> kinds.add(new Kind(UDP, port)));
    kinds.add(new Kind(ICMP, ECHO));
    kinds.add(new Kind(VRRP, 0));
  }

  static List<Packet> of(FleetPlan fleet) {
    Packets all = new Packets(fleet);
    for (ClusterPlan from : fleet.clusters()) {
      for (ServerRole role : ServerRole.values()) {
        Arrays.stream(ServerRole.values()).forEach(to -> all.inCluster(from, role, to));
        fleet.clusters().stream()
            .filter(to -> !to.equals(from))
            .forEach(to -> all.toApi(from, role, to));
      }
    }
    all.everyPair();
    return all.packets;
  }

  /**
   * Adds every kind of packet once, to the pairs of servers in turn, and every pair at least once.
   */
  private void inCluster(ClusterPlan cluster, ServerRole from, ServerRole to) {
    List<Pair> pairs = pairs(of(cluster, from), of(cluster, to));
    int count = pairs.isEmpty() ? 0 : Math.max(pairs.size(), kinds.size());
    for (int i = 0; i < count; i++) {
      Pair pair = pairs.get(i % pairs.size());
      add(pair, pair.to().node().address().toString(), kinds.get(i % kinds.size()));
    }
  }

  private void toApi(ClusterPlan cluster, ServerRole role, ClusterPlan other) {
    List<Pair> pairs = pairs(of(cluster, role), of(other, ServerRole.LOAD_BALANCER));
    String address = other.endpoint().externalAddress().toString();
    for (int i = 0; i < kinds.size(); i++) {
      add(pairs.get(i % pairs.size()), address, kinds.get(i));
    }
  }

  private void everyPair() {
    int i = 0;
    for (Pair pair : pairs(servers, servers)) {
      Kind kind = kinds.get(i++ % kinds.size());
      if (!pair.isInOneCluster()) {
        add(pair, pair.to().node().address().toString(), kind);
      }
      add(pair, "", kind.protocol() == ICMP ? new Kind(ICMP6, ECHO6) : kind);
    }
  }

  private void add(Pair pair, String destination, Kind kind) {
    packets.add(
        new Packet(
            packets.size() + 1, pair.from(), pair.to(), destination, kind.protocol(), kind.port()));
  }

  /**
   * Returns the first and the last port of every rule of the protocol, and the ports next to them.
   */
  private Set<Integer> ports(Protocol protocol) {
    Set<Integer> ports = new TreeSet<>(Set.of(1, LAST_PORT));
    fleet.clusters().stream()
        .flatMap(cluster -> cluster.securityGroups().stream())
        .flatMap(group -> group.rules().stream())
        .map(SecurityRule::traffic)
        .filter(traffic -> traffic.protocol() == protocol)
        .flatMap(Packets::edges)
        .filter(port -> port > 0 && port <= LAST_PORT)
        .forEach(ports::add);
    return ports;
  }

  private static Stream<Integer> edges(Traffic traffic) {
    return Stream.of(traffic.first() - 1, traffic.first(), traffic.last(), traffic.last() + 1);
  }

  private static Stream<Server> servers(ClusterPlan cluster) {
    return cluster.servers().stream().map(node -> new Server(cluster, node));
  }

  private static List<Server> of(ClusterPlan cluster, ServerRole role) {
    return servers(cluster).filter(server -> server.node().role() == role).toList();
  }

  private static List<Pair> pairs(List<Server> from, List<Server> to) {
    List<Pair> pairs = new ArrayList<>();
    for (Server one : from) {
      to.stream()
          .filter(other -> !other.equals(one))
          .forEach(other -> pairs.add(new Pair(one, other)));
    }
    return pairs;
  }
}
