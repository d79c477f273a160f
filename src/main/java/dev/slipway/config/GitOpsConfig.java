package dev.slipway.config;

import dev.slipway.value.CloudName;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.IpPrefix;
import java.util.List;

/**
 * What ArgoCD is and what it syncs.
 *
 * @param repository the Git repository that holds {@code gitops/}
 * @param revision branch, tag or commit
 * @param clusterCidrs prefixes that hold the floating addresses of the environment's clusters,
 *     present and coming: what ArgoCD may reach
 */
public record GitOpsConfig(
    HttpsUrl repository, CloudName revision, List<IpPrefix> clusterCidrs, PinnedRelease argocd) {

  /** Copies the list. */
  public GitOpsConfig {
    clusterCidrs = clusterCidrs == null ? null : List.copyOf(clusterCidrs);
  }
}
