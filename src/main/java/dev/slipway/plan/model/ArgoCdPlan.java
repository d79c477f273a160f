package dev.slipway.plan.model;

import dev.slipway.config.PinnedRelease;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.IpPrefix;
import java.util.List;

/**
 * ArgoCD as it is installed on an Ops Cluster.
 *
 * @param repository what it syncs
 * @param clusterCidrs prefixes of the API servers that it may reach
 */
public record ArgoCdPlan(
    PinnedRelease release, HttpsUrl repository, String revision, List<IpPrefix> clusterCidrs) {
  /** Its own namespace. */
  public static final String NAMESPACE = "argocd";

  /** Copies the list. */
  public ArgoCdPlan {
    clusterCidrs = List.copyOf(clusterCidrs);
  }
}
