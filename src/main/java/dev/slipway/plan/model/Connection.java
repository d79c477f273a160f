package dev.slipway.plan.model;

import dev.slipway.value.DnsLabel;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.stream.Stream;

/**
 * A connection that is allowed: {@code from} may open {@code traffic} to {@code to}.
 *
 * @param reason why it exists; becomes the description of the rules
 */
public record Connection(Peer from, Peer to, Traffic traffic, String reason) {

  /** Returns the clusters on the two sides. */
  public List<DnsLabel> clusters() {
    return Stream.of(from, to)
        .filter(Peer.Group.class::isInstance)
        .map(peer -> ((Peer.Group) peer).cluster().name())
        .distinct()
        .toList();
  }

  /** Whether the peer is a group of the cluster. */
  public static boolean isOf(Peer peer, ClusterPlan cluster) {
    return peer instanceof Peer.Group group && group.cluster().name().equals(cluster.name());
  }
}
