package dev.slipway.plan.model;

import dev.slipway.config.PinnedRelease;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.IpPrefix;
import java.util.List;

/**
 * Argo CD on an Ops Cluster.
 *
 * @param repository Git repository that it deploys
 * @param clusterCidrs addresses of the API servers that it manages
 * @param namespaces namespaces of the Management Clusters in which it may write
 */
public record ArgoCdPlan(
    PinnedRelease release,
    HttpsUrl repository,
    String revision,
    List<IpPrefix> clusterCidrs,
    List<String> namespaces) {
  /** Namespace of Argo CD itself. */
  public static final String NAMESPACE = "argocd";

  /** Copies the lists. */
  public ArgoCdPlan {
    clusterCidrs = List.copyOf(clusterCidrs);
    namespaces = List.copyOf(namespaces);
  }
}
