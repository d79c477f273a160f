package dev.slipway.plan.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.CiliumPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.RecordCopy;
import org.junit.jupiter.api.Test;

/** Cilium's manifest with and without the setting that encrypts packets between pods. */
class CiliumManifestTest {
  private static final CiliumPlan PLAIN = FleetFixture.cluster("staging-osl2").cilium();
  private static final CiliumPlan ENCRYPTED = RecordCopy.with(PLAIN, "usesWireGuard", true);

  private static final CiliumManifest MANIFEST =
      new CiliumManifest(
          """
          kind: ServiceAccount
          ---
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: cilium-config
            namespace: kube-system
          data:

            debug: "false"
          """);

  @Test
  void wireGuardIsASettingOfTheConfigMap() {
    String text = MANIFEST.with(ENCRYPTED).text();
    assertEquals(
        """
        kind: ServiceAccount
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: cilium-config
          namespace: kube-system
        data:
          enable-wireguard: "true"
          wireguard-persistent-keepalive: "0s"

          debug: "false"
        """,
        text);
  }

  @Test
  void anUnencryptedClusterKeepsThePinnedText() {
    assertEquals(MANIFEST, MANIFEST.with(PLAIN));
  }

  /** The digest in a running machine config is compared with that of the stack file. */
  @Test
  void thePinnedTextIsThatWithoutSettings() {
    CiliumManifest encrypted = MANIFEST.with(ENCRYPTED);
    assertTrue(encrypted.usesWireGuard());
    assertFalse(MANIFEST.usesWireGuard());
    assertEquals(MANIFEST, encrypted.withoutSettings());
    assertEquals(MANIFEST, MANIFEST.withoutSettings());
  }

  @Test
  void refusesAManifestThatCannotHaveTheSetting() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> new CiliumManifest("kind: List").with(ENCRYPTED));
    assertEquals(
        "Cilium's manifest has no ConfigMap cilium-config that can have the setting of"
            + " cilium.encryption wireguard; render it with cilium/render 1.20.2, or set"
            + " cilium.encryption: none",
        refusal.getMessage());
  }
}
