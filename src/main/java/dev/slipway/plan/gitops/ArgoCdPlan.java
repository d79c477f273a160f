package dev.slipway.plan.gitops;

import dev.slipway.value.HttpsUrl;
import dev.slipway.value.Sha256;
import dev.slipway.value.Version;

/**
 * ArgoCD as it is installed on an Ops Cluster.
 *
 * @param sha256 of the release's {@code install.yaml}
 * @param repository what it syncs
 */
public record ArgoCdPlan(Version version, Sha256 sha256, HttpsUrl repository, String revision) {
  /** Its own namespace. */
  public static final String NAMESPACE = "argocd";
}
