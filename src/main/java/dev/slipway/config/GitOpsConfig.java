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
 * @param clusters prefixes that hold the floating addresses of the environment's clusters, present
 *     and coming: what ArgoCD may reach
 */
public record GitOpsConfig(
    HttpsUrl repository, CloudName revision, List<IpPrefix> clusters, PinnedRelease argocd) {

  /** Copies the list. */
  public GitOpsConfig {
    clusters = clusters == null ? null : List.copyOf(clusters);
  }
}
