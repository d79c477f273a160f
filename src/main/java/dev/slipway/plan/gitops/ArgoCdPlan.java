package dev.slipway.plan.gitops;

import dev.slipway.plan.Release;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.IpPrefix;
import java.util.List;

/**
 * ArgoCD as it is installed on an Ops Cluster.
 *
 * @param repository what it syncs
 * @param clusters prefixes of the API servers that it may reach
 */
public record ArgoCdPlan(
    Release release, HttpsUrl repository, String revision, List<IpPrefix> clusters) {
  /** Its own namespace. */
  public static final String NAMESPACE = "argocd";

  /** Copies the list. */
  public ArgoCdPlan {
    clusters = List.copyOf(clusters);
  }
}
