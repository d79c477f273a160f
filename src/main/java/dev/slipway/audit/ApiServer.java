package dev.slipway.audit;

import java.util.Comparator;

/** The API server of a control-plane node, as the audit shipper names it in all sinks. */
public record ApiServer(String cluster, String node) implements Comparable<ApiServer> {
  private static final Comparator<ApiServer> ORDER =
      Comparator.comparing(ApiServer::cluster).thenComparing(ApiServer::node);

  @Override
  public int compareTo(ApiServer other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return node + " of " + cluster;
  }
}
