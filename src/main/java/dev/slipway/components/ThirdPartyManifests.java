package dev.slipway.components;

import com.pulumi.Config;
import dev.slipway.config.PinnedRelease;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Third-party manifests that a stack installs. They are fetched and their digests verified before
 * any resource is registered.
 *
 * @param cilium the text
 * @param argocd the file in this user's store
 */
public record ThirdPartyManifests(String cilium, Optional<Path> argocd) {
  private static final String ARGOCD =
      "https://raw.githubusercontent.com/argoproj/argo-cd/v%s/manifests/core-install.yaml";

  /**
   * Fetches the manifests.
   *
   * @param settings can set the source of a manifest: {@code ciliumManifest}, {@code
   *     argocdManifest}
   */
  static ThirdPartyManifests of(Config settings, ClusterPlan plan, ManifestStore store) {
    return new ThirdPartyManifests(
        cilium(settings, plan.cilium()),
        plan.argocd().map(ArgoCdPlan::release).map(release -> argocd(settings, release, store)));
  }

  private static String cilium(Config settings, PinnedRelease release) {
    String file = "cilium/cilium-" + release.version() + ".yaml";
    String fix = "render it: cilium/render %s >%s".formatted(release.version(), file);
    return new PinnedManifest("cilium.sha256", release.sha256(), fix)
        .fetchVerified(settings.get("ciliumManifest").orElse(file));
  }

  private static Path argocd(Config settings, PinnedRelease release, ManifestStore store) {
    String source = settings.get("argocdManifest").orElse(ARGOCD.formatted(release.version()));
    return store.store(pinnedArgoCd(release), source);
  }

  private static PinnedManifest pinnedArgoCd(PinnedRelease release) {
    String fix = "use a local file: pulumi config set slipway:argocdManifest FILE";
    return new PinnedManifest("gitops.argocd.sha256", release.sha256(), fix);
  }

  /**
   * Returns the text of Argo CD's manifest.
   *
   * @throws com.pulumi.exceptions.RunException if the file is not readable or has another digest
   */
  String argocdText(ClusterPlan plan) {
    PinnedRelease release = plan.argocd().orElseThrow().release();
    return pinnedArgoCd(release).fetchVerified(argocd.orElseThrow().toString());
  }
}
