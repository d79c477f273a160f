package dev.slipway.plan.security;

import dev.slipway.plan.ClusterPlan;
import dev.slipway.value.Traffic;

/**
 * A sentence: {@code from} may open {@code traffic} to {@code to}.
 *
 * @param because the reason; it becomes the description of the rules
 */
public record Connection(Peer from, Peer to, Traffic traffic, String because) {

  /** Whether the cluster is one of the sides. */
  public boolean concerns(ClusterPlan cluster) {
    return isOf(from, cluster) || isOf(to, cluster);
  }

  static boolean isOf(Peer peer, ClusterPlan cluster) {
    return peer instanceof Peer.Group group && group.cluster().name().equals(cluster.name());
  }
}
