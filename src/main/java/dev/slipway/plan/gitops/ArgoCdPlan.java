package dev.slipway.plan.gitops;

import dev.slipway.value.HttpsUrl;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Sha256;
import dev.slipway.value.Version;
import java.util.List;

/**
 * ArgoCD as it is installed on an Ops Cluster.
 *
 * @param sha256 of the release's {@code install.yaml}
 * @param repository what it syncs
 * @param clusters prefixes of the API servers that it may reach
 */
public record ArgoCdPlan(
    Version version, Sha256 sha256, HttpsUrl repository, String revision, List<IpPrefix> clusters) {
  /** Its own namespace. */
  public static final String NAMESPACE = "argocd";

  /** Copies the list. */
  public ArgoCdPlan {
    clusters = List.copyOf(clusters);
  }
}
