package dev.slipway.components;

import com.pulumi.Config;
import dev.slipway.config.PinnedRelease;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import java.util.Optional;

/** What of others a stack installs; had and checked before anything is registered. */
public record ThirdPartyManifests(String cilium, Optional<String> argocd) {
  private static final String ARGOCD =
      "https://raw.githubusercontent.com/argoproj/argo-cd/v%s/manifests/install.yaml";

  /** {@code settings} may name another source of each: {@code ciliumManifest} and so on. */
  static ThirdPartyManifests of(Config settings, ClusterPlan plan) {
    return new ThirdPartyManifests(
        cilium(settings, plan.cilium()),
        plan.argocd().map(ArgoCdPlan::release).map(release -> argocd(settings, release)));
  }

  private static String cilium(Config settings, PinnedRelease release) {
    String file = "cilium/cilium-" + release.version() + ".yaml";
    String cure = "make it: cilium/render " + release.version() + " >" + file;
    return new PinnedManifest("cilium.sha256", release.sha256(), cure)
        .fetchVerified(settings.get("ciliumManifest").orElse(file));
  }

  private static String argocd(Config settings, PinnedRelease release) {
    String cure = "give a local file: pulumi config set slipway:argocdManifest FILE";
    return new PinnedManifest("gitops.argocd.sha256", release.sha256(), cure)
        .fetchVerified(settings.get("argocdManifest").orElse(ARGOCD.formatted(release.version())));
  }
}
