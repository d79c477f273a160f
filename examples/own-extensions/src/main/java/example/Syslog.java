package example;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Protocol;
import dev.slipway.value.Traffic;
import java.util.List;

/** The connections of worker nodes to a server for logs. */
final class Syslog {
  /** RFC 5425. */
  static final Traffic TRAFFIC = new Traffic("syslog", Protocol.TCP, 6514, 6514);

  private static final Peer SERVER =
      new Peer.External(Peer.Kind.OTHER, IpPrefix.parse("192.0.2.9/32"));

  private Syslog() {}

  static List<Connection> connections(List<ClusterPlan> clusters) {
    return clusters.stream()
        .map(cluster -> new Peer.Group(cluster, ServerRole.WORKER))
        .map(workers -> new Connection(workers, SERVER, TRAFFIC, "logs of nodes"))
        .toList();
  }
}
