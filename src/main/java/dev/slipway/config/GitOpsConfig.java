package dev.slipway.config;

import dev.slipway.value.HttpsUrl;
import dev.slipway.value.Label;
import dev.slipway.value.Sha256;
import dev.slipway.value.Version;

/**
 * What ArgoCD is and what it syncs.
 *
 * @param repository the Git repository that holds {@code gitops/}
 * @param revision branch, tag or commit
 */
public record GitOpsConfig(HttpsUrl repository, Label revision, ArgoCdConfig argocd) {

  /** ArgoCD's release; {@code sha256} is the digest of its {@code install.yaml}. */
  public record ArgoCdConfig(Version version, Sha256 sha256) {}
}
