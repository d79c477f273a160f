package dev.slipway.plan.extension;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import java.util.List;

/** Connections that a fleet needs beside those of Slipway, for example to a monitoring server. */
@FunctionalInterface
public interface ConnectionSource {
  /**
   * Returns the connections. The same clusters must give the same connections: a rule that differs
   * at the next run is a change.
   *
   * @param clusters the clusters of all stack files, without security groups; one side of each
   *     connection is a {@code Peer.Group} of one of them, an outside host is a {@code
   *     Peer.External} of kind {@code OTHER}
   */
  List<Connection> connections(List<ClusterPlan> clusters);
}
