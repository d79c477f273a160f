package example;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Protocol;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.Map;

/** A server for logs: the connections of worker nodes to it, and what they send. */
final class Syslog {
  /** RFC 5425. */
  static final Traffic TRAFFIC = new Traffic("syslog", Protocol.TCP, 6514, 6514);

  private static final Peer SERVER =
      new Peer.External(Peer.Kind.OTHER, IpPrefix.parse("192.0.2.9/32"));

  private static final Map<String, Object> LOGS =
      Map.of(
          "machine",
          Map.of(
              "logging",
              Map.of(
                  "destinations",
                  List.of(Map.of("endpoint", "tcp://192.0.2.9:6514", "format", "json_lines")))));

  private Syslog() {}

  static List<Connection> connections(List<ClusterPlan> clusters) {
    return clusters.stream()
        .map(cluster -> new Peer.Group(cluster, ServerRole.WORKER))
        .map(workers -> new Connection(workers, SERVER, TRAFFIC, "logs of nodes"))
        .toList();
  }

  /** Talos sends the logs of its services, without those of pods. */
  static List<Map<String, Object>> documents(ClusterPlan cluster, ServerPlan node) {
    return node.role() == ServerRole.WORKER ? List.of(LOGS) : List.of();
  }
}
