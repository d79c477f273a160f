package dev.slipway.config;

import dev.slipway.value.GitRevision;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.IpPrefix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The Argo CD of an environment, and what it deploys.
 *
 * @param repository https URL of the Git repository that contains {@code gitops/}
 * @param revision branch, tag or commit that Argo CD deploys; production's differs from that of the
 *     other environments
 * @param clusterCidrs prefixes of the API addresses of the environment's clusters, also of clusters
 *     to come; Argo CD may connect only to these
 * @param argocd release of Argo CD
 */
public record GitOpsConfig(
    HttpsUrl repository, GitRevision revision, List<IpPrefix> clusterCidrs, PinnedRelease argocd) {

  /** Copies the list; an item that could not be read is null, and a problem is reported for it. */
  public GitOpsConfig {
    clusterCidrs =
        clusterCidrs == null ? null : Collections.unmodifiableList(new ArrayList<>(clusterCidrs));
  }
}
