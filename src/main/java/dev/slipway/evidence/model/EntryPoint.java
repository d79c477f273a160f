package dev.slipway.evidence.model;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.List;

/**
 * An interface through which a cluster can be changed.
 *
 * @param address where it answers
 */
public record EntryPoint(DnsLabel stack, Kind kind, String address) {

  /** Kinds of entry points. */
  public enum Kind {
    PROJECT("OpenStack project"),
    KUBERNETES_API("Kubernetes API"),
    TALOS_API("Talos API"),
    LOAD_BALANCER("load balancer configuration"),
    ARGO_CD("Argo CD");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** Returns the name in reports. */
    public String text() {
      return text;
    }
  }

  /** Returns the entry points of a cluster. Argo CD has no API server: it acts on its own. */
  public static List<EntryPoint> of(ClusterPlan cluster) {
    EndpointPlan endpoint = cluster.endpoint();
    String address = endpoint.externalAddress() + ":";
    List<EntryPoint> all = new ArrayList<>();
    all.add(new EntryPoint(cluster.name(), Kind.PROJECT, cluster.project().id()));
    all.add(new EntryPoint(cluster.name(), Kind.KUBERNETES_API, endpoint.externalUrl()));
    all.add(new EntryPoint(cluster.name(), Kind.TALOS_API, address + Traffic.TALOS_API.first()));
    if (endpoint instanceof EndpointPlan.Haproxy) {
      all.add(
          new EntryPoint(
              cluster.name(), Kind.LOAD_BALANCER, address + Traffic.CONFIGURATION_1.first()));
    }
    cluster
        .argocd()
        .ifPresent(
            argocd ->
                all.add(
                    new EntryPoint(cluster.name(), Kind.ARGO_CD, argocd.repository().toString())));
    return all;
  }

  @Override
  public String toString() {
    return "%s of %s".formatted(kind.text(), stack);
  }
}
