package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.pulumi.exceptions.RunException;
import dev.slipway.config.PinnedRelease;
import dev.slipway.plan.model.CiliumPlan;
import dev.slipway.value.Sha256;
import dev.slipway.value.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThirdPartyManifestsTest {
  private static final String CORE =
      """
      kind: NetworkPolicy
      metadata:
        name: argocd-redis-network-policy
      spec:
        ingress:
        - from:
          - podSelector:
              matchLabels:
                app.kubernetes.io/name: argocd-server
      """;
  private static final String SERVER =
      """
      ---
      kind: Deployment
      metadata:
        name: argocd-server
      """;

  @TempDir private Path folder;

  @Test
  void storesCoreManifestOfArgoCd() throws IOException {
    assertEquals(CORE, Files.readString(argocd(CORE)));
  }

  /**
   * A stack file of version 0.1 has this digest, and an update with it may have stored the file.
   */
  @Test
  void refusesArgoCdWithApiServerAlsoIfItIsStored() {
    String problem =
        "gitops.argocd.sha256 %s is the digest of Argo CD's install.yaml, which has an API server; set it to that of core-install.yaml: curl -sSL https://raw.githubusercontent.com/argoproj/argo-cd/v3.5.7/manifests/core-install.yaml | sha256sum"
            .formatted(digest(CORE + SERVER));
    for (int run = 1; run <= 2; run++) {
      var refusal = assertThrows(RunException.class, () -> argocd(CORE + SERVER));
      assertEquals(problem, refusal.getMessage());
    }
  }

  @Test
  void refusesCiliumWithoutConfigMapIfItMustEncrypt() {
    CiliumPlan cilium = new CiliumPlan(Version.parse("1.20.2"), digest(CORE), true);
    var refusal =
        assertThrows(RunException.class, () -> ThirdPartyManifests.withSettings(CORE, cilium));
    assertEquals(
        "Cilium's manifest has no ConfigMap cilium-config that can have the setting of"
            + " cilium.encryption wireguard; render it with cilium/render 1.20.2, or set"
            + " cilium.encryption: none",
        refusal.getMessage());
    CiliumPlan plain = new CiliumPlan(cilium.version(), cilium.sha256(), false);
    assertEquals(CORE, ThirdPartyManifests.withSettings(CORE, plain));
  }

  private Path argocd(String manifest) throws IOException {
    Path source = Files.writeString(folder.resolve("manifest.yaml"), manifest);
    return ThirdPartyManifests.argocd(
        Optional.of(source.toString()),
        new PinnedRelease(Version.parse("3.5.7"), digest(manifest)),
        new ManifestStore(folder.resolve("store")));
  }

  private static Sha256 digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
