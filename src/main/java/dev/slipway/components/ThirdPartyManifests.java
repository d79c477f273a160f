package dev.slipway.components;

import com.pulumi.Config;
import com.pulumi.exceptions.RunException;
import dev.slipway.config.PinnedRelease;
import dev.slipway.plan.cluster.CiliumManifest;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.CiliumPlan;
import dev.slipway.plan.model.ClusterPlan;
import java.io.IOException;
import java.nio.file.Files;
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

  /** Name of the objects of Argo CD's API server. */
  private static final String API_SERVER = "argocd-server";

  /**
   * Fetches the manifests.
   *
   * @param settings can set the source of a manifest: {@code ciliumManifest}, {@code
   *     argocdManifest}
   */
  static ThirdPartyManifests of(Config settings, ClusterPlan plan, ManifestStore store) {
    return new ThirdPartyManifests(
        cilium(settings, plan.cilium()),
        plan.argocd()
            .map(ArgoCdPlan::release)
            .map(release -> argocd(settings.get("argocdManifest"), release, store)));
  }

  private static String cilium(Config settings, CiliumPlan release) {
    String pinned =
        new PinnedManifest(
                "cilium.sha256", release.sha256(), "render it: " + release.renderCommand())
            .fetchVerified(settings.get("ciliumManifest").orElse(release.file()));
    return withSettings(pinned, release);
  }

  static String withSettings(String pinned, CiliumPlan cilium) {
    try {
      return new CiliumManifest(pinned).with(cilium).text();
    } catch (IllegalArgumentException noConfigMap) {
      throw new RunException(noConfigMap.getMessage(), noConfigMap);
    }
  }

  static Path argocd(Optional<String> source, PinnedRelease release, ManifestStore store) {
    String url = ARGOCD.formatted(release.version());
    Path file = store.store(pinnedArgoCd(release), source.orElse(url));
    refuseApiServer(file, release, url);
    return file;
  }

  /**
   * Refuses a release with Argo CD's API server, which verifies less of a token than the cluster
   * does; docs/adr/0027. Stack files of version 0.1 have the digest of one, and the store may have
   * the manifest.
   */
  private static void refuseApiServer(Path file, PinnedRelease release, String url) {
    if (text(file).contains("\n  name: " + API_SERVER + "\n")) {
      throw new RunException(
          "gitops.argocd.sha256 %s is the digest of Argo CD's install.yaml, which has an API server; set it to that of core-install.yaml: curl -sSL %s | sha256sum"
              .formatted(release.sha256(), url));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new RunException("cannot read %s (%s)".formatted(file, unreadable), unreadable);
    }
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
