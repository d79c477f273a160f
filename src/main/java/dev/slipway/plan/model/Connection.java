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
    return groups().map(group -> group.cluster().name()).distinct().toList();
  }

  /** Returns the sides that are servers of the fleet. */
  public Stream<Peer.Group> groups() {
    return sides(Peer.Group.class);
  }

  /** Returns the sides that are addresses outside. */
  public Stream<Peer.External> externals() {
    return sides(Peer.External.class);
  }

  private <T extends Peer> Stream<T> sides(Class<T> type) {
    return Stream.of(from, to).filter(type::isInstance).map(type::cast);
  }

  /** Whether the peer is a group of the cluster. */
  public static boolean isOf(Peer peer, ClusterPlan cluster) {
    return peer instanceof Peer.Group group && group.cluster().name().equals(cluster.name());
  }
}
